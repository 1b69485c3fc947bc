package io.mneme.benchmarks.tier;

import io.mneme.migrator.job.JobMetrics;
import io.mneme.migrator.job.JobSettings;
import io.mneme.migrator.job.PassSettings;
import io.mneme.migrator.job.TierJobTopology;
import io.mneme.migrator.job.TierPolicies;
import io.mneme.migrator.job.TierPolicy;
import io.mneme.platform.kafka.DeadLetters;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import io.mneme.schemas.topic.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * The tier job as the service runs it, its stores on disk, with a Kafka in memory and a clock that
 * is moved by hand. It holds memories born one after the other, so that every pass finds the same
 * number of them due: those born longest ago.
 */
public final class HeldMemories implements AutoCloseable {
  /** Memories due in each pass. */
  public static final int DUE_EACH_PASS = 1_000;

  private static final Instant FIRST_BIRTH = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration PASS_EVERY = Duration.ofMinutes(1);
  private static final Duration BIRTH_EVERY = PASS_EVERY.dividedBy(DUE_EACH_PASS);
  private static final TierPolicy POLICY =
      new TierPolicy(Duration.ofDays(7), 3, Duration.ofDays(30), 1, Duration.ofMinutes(15));
  private static final PassSettings PASS = new PassSettings(PASS_EVERY, 10 * DUE_EACH_PASS);
  private static final int MEMORIES_A_USER = 200;
  private static final int DRAIN_EVERY = 1_000;
  private static final String NOWHERE = "127.0.0.1:1";

  private final RecordPublisher publisher = new RecordPublisher(PublisherConfig.of(NOWHERE));
  private final PassTimes times = new PassTimes();
  private final Random ids;
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> changes;
  private final TestOutputTopic<String, byte[]> moves;
  private final List<TestOutputTopic<byte[], byte[]>> changelogs;

  /**
   * @param state an empty folder for the job's stores
   * @param seed of the memories' ids
   */
  public HeldMemories(Path state, long seed) {
    ids = new Random(seed);
    Properties settings =
        new JobSettings(NOWHERE, state, 1, -1, 0, Duration.ofMillis(500), Duration.ofSeconds(10))
            .toProperties(new DeadLetters(publisher, "benchmarks", () -> FIRST_BIRTH));
    driver =
        new TopologyTestDriver(
            new TierJobTopology(
                    new StreamsConfig(settings), TierPolicies.shared(POLICY), PASS, times)
                .get(),
            settings,
            FIRST_BIRTH);
    changes =
        driver.createInputTopic(Topics.CHANGES, new StringSerializer(), new ByteArraySerializer());
    moves =
        driver.createOutputTopic(
            Topics.TIER_MOVES, new StringDeserializer(), new ByteArrayDeserializer());
    changelogs =
        TierJobTopology.STORES.stream()
            .map(store ->
                driver.createOutputTopic(
                    JobSettings.APPLICATION_ID + "-" + store + "-changelog",
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer()))
            .toList();
  }

  /** Has the job hear of so many new memories, the eldest first. */
  public void fill(int memories, LongConsumer done) {
    for (int i = 0; i < memories; i++) {
      Instant birth = FIRST_BIRTH.plus(BIRTH_EVERY.multipliedBy(i));
      tell(memory(new UUID(ids.nextLong(), ids.nextLong()), i / MEMORIES_A_USER, birth));
      if (i % DRAIN_EVERY == 0) {
        forgetChangelogs();
        done.accept(i);
      }
    }
    forgetChangelogs();
    // the first memory becomes older than its hot time in the pass after this one
    driver.advanceWallClockTime(POLICY.hotFor());
    forgetChangelogs();
  }

  /**
   * What a pass took.
   *
   * @param time by the clock on the wall, in which others may have had the processor
   * @param cpu of the thread that passed
   */
  public record Took(Duration time, Duration cpu) {}

  /**
   * Lets the next memories become due, and carries their moves out as the mover would.
   *
   * @return what the pass took
   */
  public Took pass() throws IOException {
    driver.advanceWallClockTime(PASS_EVERY);
    List<TierMove> decided = new ArrayList<>();
    for (byte[] move : moves.readValuesToList()) {
      decided.add(Json.read(move, TierMove.class));
    }
    if (decided.size() != DUE_EACH_PASS) {
      throw new IllegalStateException(
          "a pass decided %,d moves, not %,d".formatted(decided.size(), DUE_EACH_PASS));
    }
    for (TierMove move : decided) {
      Instant birth = move.decidedAt().minus(POLICY.hotFor());
      tell(
          memory(move.memoryId(), userNumber(move.subject()), birth)
              .movedTo(move.to(), move.decidedAt()));
    }
    forgetChangelogs();
    return times.last();
  }

  private void tell(Memory memory) {
    changes.pipeInput(memory.subject().key() + "/" + memory.memoryId(), Json.write(memory));
  }

  /** A real broker keeps them on disk; the one in memory keeps them on the heap until read. */
  private void forgetChangelogs() {
    changelogs.forEach(TestOutputTopic::readRecordsToList);
  }

  private static Memory memory(UUID id, int user, Instant birth) {
    return new Memory(
        id,
        "bench",
        "user-" + user,
        MemoryKind.EPISODIC,
        MemoryStatus.ACTIVE,
        Tier.HOT,
        1,
        new Memory.Content("", null, null, null, null, null, Map.of(), List.of(), List.of()),
        new Memory.Times(birth, birth, birth),
        new Memory.Source(id, 0, 0, 0),
        null);
  }

  private static int userNumber(Subject subject) {
    return Integer.parseInt(subject.user().substring("user-".length()));
  }

  @Override
  public void close() {
    driver.close();
    publisher.close();
  }

  /** Keeps what the service would tell its meters. */
  private static final class PassTimes implements JobMetrics {
    private Took last = new Took(Duration.ZERO, Duration.ZERO);

    Took last() {
      return last;
    }

    @Override
    public void timed(Runnable pass) {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long begun = System.nanoTime();
      long used = threads.getCurrentThreadCpuTime();
      pass.run();
      last =
          new Took(
              Duration.ofNanos(System.nanoTime() - begun),
              Duration.ofNanos(threads.getCurrentThreadCpuTime() - used));
    }

    @Override
    public void passed(int partition, long waiting) {
      // nobody scrapes this
    }

    @Override
    public void left(int partition) {
      // there is one partition
    }

    @Override
    public void decided(TierMove move) {
      // counted by what comes out
    }
  }
}
