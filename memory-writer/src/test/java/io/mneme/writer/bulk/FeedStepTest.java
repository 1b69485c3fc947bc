package io.mneme.writer.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.platform.Outage;
import io.mneme.writer.bulk.Backlog.Standing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FeedStepTest {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final Duration QUIET_AFTER = Duration.ofSeconds(10);
  private static final int OURS = 0;
  private static final int OURS_TOO = 1;
  private static final int OTHERS = 2;
  private static final int NOBODY = -1;
  private static final long ACCEPTED_AT = 1_780_000_000_000L;

  private final List<String> said = new ArrayList<>();
  private Instant now = Instant.parse("2026-05-01T10:00:00Z");
  private int talkedIn = NOBODY;
  private final Map<Integer, Long> written =
      new HashMap<>(Map.of(OURS, 100L, OURS_TOO, 100L, OTHERS, 100L));
  private long waiting;
  private int failing = Integer.MAX_VALUE;
  private int appended;
  private final FeedStep step =
      new FeedStep(
          this::backlog,
          this::append,
          new FeederConfig(4, 2, QUIET_AFTER, 0, LOOK_AGAIN),
          new Waited(),
          new SimpleMeterRegistry());

  @BeforeEach
  void own() {
    step.owns(Set.of(new TopicPartition("bulk", OURS), new TopicPartition("bulk", OURS_TOO)));
  }

  @Test
  void eachStepWaitsForTheWritersAndIsOfAsManySubjectsAsThereAre() throws Exception {
    waiting = 3;

    step.handle(batch("ann", "ann", "ann", "bob", "eve"));

    assertThat(said)
        .containsExactly(
            "3 wait", "2 wait", "1 wait", "0 wait", "ann 0", "bob 3", "eve 4", "ann 1", "0 wait",
            "ann 2");
  }

  @Test
  void stepsAreSmallWhileOthersWriteAndLargeOnceTheyHaveBeenSilentForLong() throws Exception {
    step.handle(batch("eve"));
    talkedIn = OURS;
    said.clear();

    step.handle(batch("ann", "bob", "eve", "tom"));
    assertThat(said).containsExactly("0 wait", "ann 0", "bob 1", "0 wait", "eve 2", "tom 3");

    talkedIn = NOBODY;
    now = now.plus(QUIET_AFTER).minusMillis(1);
    said.clear();
    step.handle(batch("ann", "bob", "eve"));
    assertThat(said)
        .as("just before")
        .containsExactly("0 wait", "ann 0", "bob 1", "0 wait", "eve 2");

    now = now.plusMillis(1);
    said.clear();
    step.handle(batch("ann", "bob", "eve"));
    assertThat(said).as("then").containsExactly("0 wait", "ann 0", "bob 1", "eve 2");
  }

  /** A batch may be of one partition alone, and one writer applies all of a feeder's. */
  @Test
  void whoWritesToAnotherOfOurPartitionsMakesStepsSmallToo() throws Exception {
    assertThat(saidWhileTalkedIn(OURS_TOO))
        .containsExactly("0 wait", "ann 0", "bob 1", "0 wait", "eve 2");
  }

  @Test
  void whoWritesToOtherPartitionsMakesNoStepSmaller() throws Exception {
    assertThat(saidWhileTalkedIn(OTHERS)).containsExactly("0 wait", "ann 0", "bob 1", "eve 2");
  }

  private List<String> saidWhileTalkedIn(int partition) throws Exception {
    step.handle(batch("eve"));
    talkedIn = partition;
    said.clear();
    step.handle(batch("ann", "bob", "eve"));
    return said;
  }

  @Test
  void aBatchThatFailedGoesOnWhereItWas() throws Exception {
    failing = 3;
    List<ConsumerRecord<byte[], byte[]>> batch = batch("ann", "ann", "ann", "bob", "bob");
    assertThatThrownBy(() -> step.handle(batch)).isInstanceOf(Outage.class);
    assertThat(said).containsExactly("0 wait", "ann 0", "bob 3", "ann 1 lost", "bob 4");
    said.clear();

    step.handle(batch);

    assertThat(said).containsExactly("0 wait", "ann 1", "bob 4", "0 wait", "ann 2");
  }

  @Test
  void whatIsToldOfOneBatchIsForgottenWithIt() throws Exception {
    step.handle(batch("ann"));
    step.handle(batch("ann"));

    assertThat(said).containsExactly("0 wait", "ann 0", "0 wait", "ann 0");
  }

  @Test
  void writersThatNeverCatchUpAreAnOutageAndNothingIsFed() {
    waiting = Long.MAX_VALUE;

    assertThatThrownBy(() -> step.handle(batch("ann"))).isInstanceOf(Outage.class);

    assertThat(said)
        .hasSize((int) FeedStep.WAIT_MAX.dividedBy(LOOK_AGAIN))
        .allMatch(line -> line.endsWith("wait"));
  }

  private Standing backlog() {
    said.add(waiting + " wait");
    written.computeIfPresent(talkedIn, (_, records) -> records + 1);
    return new Standing(waiting, Map.copyOf(written));
  }

  /** Time that passes when it is waited for, and when a test says so. */
  private final class Waited implements FeedStep.Time {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public void pass(Duration time) {
      waiting--;
      now = now.plus(time);
    }
  }

  private CompletableFuture<RecordMetadata> append(ProducerRecord<byte[], byte[]> record) {
    boolean lost = ++appended == failing;
    said.add(new String(record.value(), StandardCharsets.UTF_8) + (lost ? " lost" : ""));
    written.merge(OURS, 1L, Long::sum);
    return lost
        ? CompletableFuture.failedFuture(new Outage("kafka", new TimeoutException("too late")))
        : CompletableFuture.completedFuture(
            new RecordMetadata(new TopicPartition(record.topic(), 0), appended, 0, 0, 0, 0));
  }

  private static List<ConsumerRecord<byte[], byte[]>> batch(String... subjects) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int offset = 0; offset < subjects.length; offset++) {
      byte[] key = subjects[offset].getBytes(StandardCharsets.UTF_8);
      byte[] value = (subjects[offset] + " " + offset).getBytes(StandardCharsets.UTF_8);
      records.add(
          new ConsumerRecord<>(
              "bulk",
              OURS,
              offset,
              ACCEPTED_AT,
              TimestampType.CREATE_TIME,
              key.length,
              value.length,
              key,
              value,
              new RecordHeaders(),
              Optional.empty()));
    }
    return records;
  }
}
