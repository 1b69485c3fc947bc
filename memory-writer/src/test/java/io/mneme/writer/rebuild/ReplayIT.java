package io.mneme.writer.rebuild;

import static io.mneme.writer.Events.corrected;
import static io.mneme.writer.Events.forgotten;
import static io.mneme.writer.Events.id;
import static io.mneme.writer.Events.touched;
import static io.mneme.writer.Events.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.platform.Outage;
import io.mneme.platform.TaskMain;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Subject;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.verify.StateItem;
import io.mneme.writer.WriterMain;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A replay on real backends, with a live writer beside it. */
class ReplayIT {
  private static final int SUBJECTS = 8;
  private static final int TURNS = 10;

  private static RebuiltWorld world;

  @BeforeAll
  static void start() throws Outage {
    world = new RebuiltWorld();
    for (int s = 0; s < SUBJECTS; s++) {
      for (int t = 0; t < TURNS; t++) {
        world.log.publish(turn(subject(s), "e-" + s + "-" + t, "c1", "turn " + t + " of " + s));
      }
      world.log.publish(touched(subject(s), "s-" + s, "s1", s));
    }
    world.kept.awaitAll(world.log);
    for (int s = 0; s < SUBJECTS; s++) {
      world.move(subject(s), Tier.HOT, Tier.COLD, List.of(memory(s, 0)));
      world.move(subject(s), Tier.HOT, Tier.WARM, List.of(memory(s, 1)));
      world.log.publish(corrected(subject(s), "k-" + s, memory(s, 2), "put right"));
      world.log.publish(forgotten(subject(s), "f-" + s, memory(s, 3)));
    }
    world.kept.awaitAll(world.log);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static Subject subject(int number) {
    return new Subject("acme", "user " + number);
  }

  private static UUID memory(int number, int turn) {
    return Ids.memory(subject(number), id("e-" + number + "-" + turn), 0);
  }

  private static int replay(String... options) {
    List<String> arguments = new ArrayList<>(List.of("replay", "--from=2020-01-01T00:00:00Z"));
    arguments.addAll(List.of(options));
    return TaskMain.run(
        WriterMain.SERVICE, world.properties(), RebuildMain.task(arguments).orElseThrow());
  }

  @Test
  void damagedSubjectsAreRightAgainWhileOthersGoOnAndTheRightOnesAreNotTouched() throws Exception {
    List<StateItem> before = world.dump();
    long untouched = world.kept.reads().revision(subject(5));
    long damaged = world.kept.reads().revision(subject(1));
    assertThat(world.execute("update memory set text = 'x' where user_id = 'user 1' and turn = 6"))
        .isPositive();
    assertThat(world.execute("delete from memory where user_id = 'user 2' and tier <> 'cold'"))
        .isPositive();
    assertThat(world.execute("delete from forgotten where user_id = 'user 3'")).isPositive();
    assertThat(world.execute("update conversation set turns = 1 where user_id = 'user 4'"))
        .isPositive();
    assertThat(world.execute("delete from subject where user_id = 'user 6'")).isPositive();
    assertThat(world.execute("delete from memory_version where user_id = 'user 7'")).isPositive();
    assertThat(world.execute("update memory_version set text = 'x' where user_id = 'user 0'"))
        .isPositive();
    Subject elsewhere = new Subject("zeta", "busy");
    AtomicBoolean done = new AtomicBoolean();
    int published = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> traffic =
          threads.submit(() -> {
            int n = 0;
            while (!done.get()) {
              world.log.publish(turn(elsewhere, "z-" + n, "c1", "meanwhile " + n));
              n++;
              Thread.sleep(3);
            }
            return n;
          });
      try {
        assertThat(replay("--dry-run", "--tenant=acme")).isZero();
        assertThat(world.dump().stream().filter(ReplayIT::isAcme).toList()).isNotEqualTo(before);
        assertThat(replay("--tenant=acme")).isZero();
      } finally {
        done.set(true);
      }
      published = traffic.get();
    }
    world.kept.awaitAll(world.log);

    assertThat(world.dump().stream().filter(ReplayIT::isAcme).toList()).isEqualTo(before);
    assertThat(world.kept.memories(elsewhere)).hasSize(published);
    assertThat(world.kept.reads().revision(subject(5))).isEqualTo(untouched);
    assertThat(world.kept.reads().revision(subject(1))).isGreaterThan(damaged);
    assertThat(world.kept.reads().revision(subject(6))).isPositive();
    assertThat(world.kept.memories(subject(2))).hasSize(TURNS - 1);
    world.kept.assertAnnounced(world.log, List.of(subject(1), subject(2), subject(5)));
    world.log.publish(turn(subject(1), "after", "c1", "said afterwards"));
    world.kept.awaitAll(world.log);
    assertThat(world.kept.memories(subject(1)).getLast().content().turn()).isEqualTo(TURNS);
  }

  private static boolean isAcme(StateItem item) {
    return item.tenant().equals("acme");
  }
}
