package io.mneme.writer;

import static io.mneme.writer.Events.asserted;
import static io.mneme.writer.Events.corrected;
import static io.mneme.writer.Events.erased;
import static io.mneme.writer.Events.forgotten;
import static io.mneme.writer.Events.id;
import static io.mneme.writer.Events.touched;
import static io.mneme.writer.Events.turn;

import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.event.Precondition;
import io.mneme.schemas.topic.Topics;
import io.mneme.writer.derive.Placed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A log of random events of a few subjects, with poison, duplicates and traps in it. */
final class SimulatedLog {
  private static final int SUBJECTS = 5;
  private static final List<String> TRAPS =
      List.of(SimulatedFaults.TOXIC, SimulatedFaults.UNSTORABLE, "U+0000: \0 ");

  /** Every subject there may be. */
  static final List<Subject> EVERYBODY =
      IntStream.range(0, SUBJECTS).mapToObj(i -> new Subject("acme", "user-" + i)).toList();

  /** Every session there may be. */
  static final List<String> SESSIONS = List.of("s0", "s1");

  final List<List<ConsumerRecord<byte[], byte[]>>> partitions = new ArrayList<>();

  /** Events that are to take effect, in the order of their partition. */
  final List<Placed> good = new ArrayList<>();

  /** Records that are to end as dead letters, apart from refused corrections. */
  final Set<Position> bad = new HashSet<>();

  private final Map<String, UUID> lastWrites = new HashMap<>();
  private final Random random;

  SimulatedLog(Random random, int partitionCount, int events) {
    this.random = random;
    for (int i = 0; i < partitionCount; i++) {
      partitions.add(new ArrayList<>());
    }
    for (int i = 0; i < events; i++) {
      append(i);
    }
  }

  private void append(int number) {
    Subject subject = EVERYBODY.get(random.nextInt(SUBJECTS));
    int index = SubjectPartitions.of(subject, partitions.size());
    List<ConsumerRecord<byte[], byte[]>> partition = partitions.get(index);
    Position position = new Position(index, partition.size());
    Event event = event(subject, number);
    byte[] value = Json.write(event);
    int kind = random.nextInt(40);
    if (kind == 0) {
      value = "{\"event_id\":".getBytes(StandardCharsets.UTF_8);
      bad.add(position);
    } else if (kind < 4) {
      String trap = TRAPS.get(kind - 1);
      value = Json.write(turn(subject, "trap-" + number, "c0", trap + number));
      bad.add(position);
    } else {
      good.add(new Placed(event, position));
    }
    partition.add(
        new ConsumerRecord<>(
            Topics.EVENTS,
            index,
            position.offset(),
            subject.key().getBytes(StandardCharsets.UTF_8),
            value));
  }

  /** Half of them expect the last write there was of the session, which may not have counted. */
  private Event conditional(Subject subject, String name, int number) {
    String session = SESSIONS.get(random.nextInt(2));
    UUID last = lastWrites.getOrDefault(subject.user() + session, id("nobody's"));
    Precondition expects =
        switch (random.nextInt(4)) {
          case 0 -> new Precondition.Absent();
          case 1 -> new Precondition.Present();
          default -> new Precondition.WrittenBy(last);
        };
    Event event =
        touched(
            subject,
            name,
            new Intent.SessionTouched(session, Map.of("value", number), expects),
            Duration.ofHours(number / 4));
    lastWrites.put(subject.user() + session, event.eventId());
    return event;
  }

  private Event event(Subject subject, int number) {
    // one in ten has an id this subject used before: a retried request
    String own = subject.user() + "/";
    String name = own + (random.nextInt(10) == 0 ? random.nextInt(number + 1) : number);
    UUID someMemory = Ids.memory(subject, id(own + random.nextInt(number + 1)), 0);
    return switch (random.nextInt(16)) {
      case 0, 1 -> forgotten(subject, name, someMemory);
      case 2, 3, 4 -> corrected(subject, name, someMemory, "Right " + number);
      case 5 -> asserted(subject, name, "It is in Oslo, number " + number);
      case 6 -> touched(subject, name, SESSIONS.get(random.nextInt(2)), number);
      case 7, 9 -> conditional(subject, name, number);
      case 8 ->
          random.nextInt(5) == 0
              ? erased(subject, name, null)
              : turn(subject, name, "c0", "Said " + number);
      default -> turn(subject, name, "c" + random.nextInt(2), "Met Mel yesterday, " + number);
    };
  }
}
