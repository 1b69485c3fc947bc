package io.mneme.reader.recall;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.reader.World;
import io.mneme.schemas.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class WriterProgressTest {

  @Test
  void whoAsksForNothingWaitsForNothing() throws Exception {
    World world = new World();

    Consistency consistency = progress(world, Duration.ofSeconds(5)).await(List.of());

    assertThat(consistency).isEqualTo(new Consistency.None());
    assertThat(world.store.progressRead).hasValue(0);
  }

  @Test
  void aPositionIsAppliedWhenTheNextOffsetIsBehindIt() throws Exception {
    World world = new World();
    world.store.progress = Map.of(3, 42L);
    WriterProgress progress = progress(world, Duration.ofMillis(20));

    assertThat(progress.await(List.of(new Position(3, 41)))).isEqualTo(new Consistency.Applied());
    assertThat(progress.await(List.of(new Position(3, 42))))
        .isEqualTo(new Consistency.Stale(OptionalLong.of(1)));
  }

  @Test
  void theLagCountsEachPartitionOnce() throws Exception {
    World world = new World();
    world.store.progress = Map.of(0, 10L, 1, 5L);

    Consistency consistency =
        progress(world, Duration.ofMillis(20))
            .await(
                List.of(
                    new Position(0, 11),
                    new Position(0, 14),
                    new Position(1, 2),
                    new Position(2, 0)));

    // 5 more in partition 0, none in 1, one in 2
    assertThat(consistency).isEqualTo(new Consistency.Stale(OptionalLong.of(6)));
  }

  @Test
  void whoWaitsIsAnsweredSoonAfterTheWriterHasPassed() throws Exception {
    World world = new World();
    WriterProgress progress = progress(world, Duration.ofSeconds(30));
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Consistency> waiting =
          callers.submit(() -> progress.await(List.of(new Position(0, 5), new Position(1, 9))));
      while (world.store.progressRead.get() < 2) {
        Thread.onSpinWait();
      }
      world.store.progress = Map.of(0, 6L);
      int looks = world.store.progressRead.get();
      while (world.store.progressRead.get() < looks + 2) {
        Thread.onSpinWait();
      }
      assertThat(waiting).isNotDone();

      world.store.progress = Map.of(0, 6L, 1, 10L);

      assertThat(waiting.get()).isEqualTo(new Consistency.Applied());
    }
  }

  @Test
  void manyWhoWaitShareTheirLooks() throws Exception {
    World world = new World();
    WriterProgress progress = progress(world, Duration.ZERO);
    CountDownLatch arrived = new CountDownLatch(100);
    world.store.beforeProgress = () -> await(arrived);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Consistency>> waiting = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        waiting.add(
            callers.submit(() -> {
              arrived.countDown();
              return progress.await(List.of(new Position(0, 1)));
            }));
      }
      for (Future<Consistency> one : waiting) {
        assertThat(one.get()).isInstanceOf(Consistency.Stale.class);
      }
    }

    // one they came too late for, one for all of them; a few for those who were held up on the way
    assertThat(world.store.progressRead.get()).isBetween(2, 20);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static WriterProgress progress(World world, Duration waitMax) {
    return new WriterProgress(world.databases, world.clock, waitMax);
  }
}
