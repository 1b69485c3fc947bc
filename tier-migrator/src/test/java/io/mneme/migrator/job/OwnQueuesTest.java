package io.mneme.migrator.job;

import static io.mneme.migrator.job.JobWorld.START;
import static io.mneme.migrator.job.JobWorld.memory;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.migrator.job.TierPolicies.Lane;
import io.mneme.migrator.job.TrackedMemory.Queue;
import io.mneme.schemas.Subject;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tenants that are given rules of their own, or lose them, while the job holds their memories. */
final class OwnQueuesTest {
  private static final UUID ID = new UUID(0x5000, 1);
  private static final UUID OTHER = new UUID(0x5000, 2);
  private static final Duration EIGHT_DAYS = Duration.ofDays(8);
  private static final Duration A_PASS = Duration.ofMinutes(1);

  @TempDir private Path stateDir;
  private JobWorld world;

  @BeforeEach
  void open() {
    world = new JobWorld(stateDir);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aTenantGivenRulesOfItsOwnIsHeldToThemThoughItWaitedInTheSharedQueue() {
    // Given two tenants that were told of before there were such rules
    Subject gus = new Subject("globex", "gus");
    world.change(memory(ID, Tier.HOT, START));
    world.change(memory(gus, OTHER, Tier.HOT, START));
    List<KeyValue<byte[], byte[]>> memories = world.changelog(TierJobTopology.MEMORIES);
    List<KeyValue<byte[], byte[]>> due = world.changelog(TierJobTopology.DUE);

    // When one of them gets them, and the job starts again
    Duration twoDays = Duration.ofDays(2);
    startAgain(
        Map.of("globex", new TierPolicy(twoDays, 3, twoDays, 1, Duration.ofMinutes(15))),
        memories,
        due);

    // Then
    world.pass(twoDays.plus(A_PASS));
    assertSinks(OTHER);
    assertThat(world.waiting())
        .extracting(entry -> entry.lane())
        .containsExactlyInAnyOrder(new Lane(Queue.MOVING, null), new Lane(Queue.HOT, null));
  }

  @Test
  void aTenantThatLosesItsRulesWaitsWithTheOthersAgain() {
    // Given
    TierPolicy patient =
        new TierPolicy(Duration.ofDays(90), 3, Duration.ofDays(90), 1, Duration.ofMinutes(15));
    startAgain(Map.of("acme", patient), List.of(), List.of());
    world.change(memory(ID, Tier.HOT, START));
    world.pass(EIGHT_DAYS);
    assertThat(world.decided()).isEmpty();
    assertThat(world.tracked(ID)).isNotNull();
    List<KeyValue<byte[], byte[]>> memories = world.changelog(TierJobTopology.MEMORIES);
    List<KeyValue<byte[], byte[]>> due = world.changelog(TierJobTopology.DUE);

    // When
    startAgain(Map.of(), memories, due);
    world.pass(EIGHT_DAYS);

    // Then
    assertSinks(ID);
    assertThat(world.changelog(TierJobTopology.DUE)).hasSizeGreaterThan(2);
  }

  private void startAgain(
      Map<String, TierPolicy> own,
      List<KeyValue<byte[], byte[]>> memories,
      List<KeyValue<byte[], byte[]>> due) {
    world.close();
    world = new JobWorld(stateDir, START, JobWorld.PASS, new TierPolicies(JobWorld.POLICY, own));
    world.restore(memories, due);
  }

  private void assertSinks(UUID id) {
    assertThat(world.decided()).extracting(TierMove::memoryId).containsExactly(id);
  }
}
