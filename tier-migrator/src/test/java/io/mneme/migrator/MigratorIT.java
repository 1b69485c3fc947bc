package io.mneme.migrator;

import static io.mneme.migrator.SinkingWorld.ANNA;
import static io.mneme.migrator.TopicReader.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.read.ReadStore.ListFilter;
import io.mneme.testkit.ServiceUnderTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The built migrator on real Kafka, PostgreSQL and S3, with a clock of seconds. */
final class MigratorIT {
  private static final Duration START_MAX = Duration.ofSeconds(90);
  private static final int MEMORIES = 25;

  @TempDir private Path stateDir;
  private final SinkingWorld world = new SinkingWorld();
  private ServiceUnderTest migrator;

  @BeforeEach
  void prepare() {
    migrator = world.migrator(stateDir.toString());
  }

  @AfterEach
  void close() {
    if (migrator.isRunning()) {
      migrator.stop(); // in order, so that the next test's process need not wait for this one
    }
    migrator.close();
    world.close();
  }

  @Test
  void memoriesSinkToColdAndOneThatIsServedComesBackAndAllAreReadableAllTheTime() throws Exception {
    // Given
    migrator.start().waitReady(START_MAX);
    List<UUID> ids = world.remember(MEMORIES);
    UUID served = ids.getFirst();

    // When
    try (Watch watch = new Watch(ids)) {
      await("all are warm or colder", () -> ids.stream().noneMatch(id -> is(id, Tier.HOT)));
      await("all are cold", () -> ids.stream().allMatch(id -> is(id, Tier.COLD)));
      world.serve(served, Tier.COLD, "c-42");
      await("the served one is hot", () -> is(served, Tier.HOT));
      watch.assertNothingWasMissing();
    }

    // Then
    await("its return is announced", () -> world.announced(served).size() >= 4);
    assertThat(world.announced(served).subList(0, 4))
        .extracting(Memory::tier)
        .containsExactly(Tier.HOT, Tier.WARM, Tier.COLD, Tier.HOT);
    assertThat(world.announced(served).subList(0, 4))
        .extracting(Memory::version)
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(world.announced(served).get(3).embedding())
        .isEqualTo(world.announced(served).getFirst().embedding());
    assertThat(is(ids.getLast(), Tier.COLD)).isTrue();
    assertThat(get("/metrics"))
        .contains("mneme_tier_moves_total{from=\"warm\",reason=\"aged\"")
        .contains("mneme_tier_pass_duration_seconds_count")
        .contains("mneme_tier_waiting_memories")
        .contains("mneme_tier_memories");
    assertThat(get("/health/detailed"))
        .contains("tier job", "consumer mneme-migrator", "postgres", "objects", "kafka")
        .doesNotContain("unhealthy");
  }

  @ParameterizedTest
  @EnumSource(names = {"AFTER_MOVE", "AFTER_CHANGES"})
  void aDeathBetweenTwoStepsIsHealedByTheNextStart(io.mneme.migrator.move.Step step)
      throws Exception {
    // Given
    migrator.with("MNEME_TIER_WARM_UNTIL", "1h").failingAt(step.failpoint());
    migrator.start();
    UUID id = world.remember(1).getFirst();
    assertThat(migrator.waitForExit(START_MAX)).hasValue(137);
    assertThat(is(id, Tier.WARM)).isTrue();

    // When
    migrator.failingAt("").start().waitReady(START_MAX);
    await("the move is announced", () -> world.announced(id).getLast().tier() == Tier.WARM);

    // Then
    assertThat(world.announced(id).getLast().version()).isEqualTo(2);
    assertThat(world.reads.find(ANNA, id).orElseThrow().version()).isEqualTo(2);
  }

  private boolean is(UUID id, Tier tier) {
    return world.tierOf(id) == tier;
  }

  private String get(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI url = migrator.url().resolve(path);
      return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  /** Asks for every memory over and over: one by one, and all together as a list. */
  private final class Watch implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<String> missing = new AtomicReference<>("");
    private final Thread thread;
    private int rounds;

    Watch(List<UUID> ids) {
      thread = Thread.ofPlatform().name("watch").start(() -> look(ids));
    }

    private void look(List<UUID> ids) {
      while (!over.get()) {
        for (UUID id : ids) {
          Memory found = world.reads.find(ANNA, id).orElse(null);
          if (found == null || !found.content().text().startsWith("turn number ")) {
            missing.compareAndSet("", id + " could not be read");
          }
        }
        List<UUID> listed =
            world.reads.list(ANNA, new ListFilter(null, null, null, null), null, 100).stream()
                .map(Memory::memoryId)
                .toList();
        if (listed.size() != ids.size() || !listed.containsAll(ids)) {
          missing.compareAndSet("", "the list holds " + listed.size() + " of " + ids.size());
        }
        rounds++;
      }
    }

    void assertNothingWasMissing() throws InterruptedException {
      over.set(true);
      thread.join();
      assertThat(missing.get()).isEmpty();
      assertThat(rounds).as("rounds of looking").isPositive();
    }

    @Override
    public void close() {
      over.set(true);
    }
  }
}
