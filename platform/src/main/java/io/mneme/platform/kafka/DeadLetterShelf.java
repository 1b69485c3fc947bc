package io.mneme.platform.kafka;

import io.mneme.platform.Outage;
import io.mneme.schemas.deadletter.DeadLetter;
import io.mneme.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads {@code mneme.dead-letters} for the operator: the newest, one, or those that were not sent
 * again yet. Used by one thread.
 */
public final class DeadLetterShelf implements AutoCloseable {
  /** Remembers up to where everything was sent again. */
  public static final String REDRIVE_GROUP = "mneme-redrive";

  private static final int PAGE_PER_PARTITION = 500;
  private static final String UNKNOWN = "unknown";
  private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;

  /**
   * @param bootstrap Kafka's addresses
   */
  public DeadLetterShelf(String bootstrap) {
    this(
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.GROUP_ID_CONFIG,
                REDRIVE_GROUP,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) LOOKUP_TIMEOUT.toMillis()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer()));
  }

  DeadLetterShelf(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * A record that was given up.
   *
   * @param letter why, and where it stood
   * @param record as it stands on the shelf: its partition and offset name it
   */
  public record Entry(DeadLetter letter, ConsumerRecord<byte[], byte[]> record) {

    /** {@code partition:offset}. */
    public String id() {
      return record.partition() + ":" + record.offset();
    }
  }

  /**
   * The newest, newest first.
   *
   * @param limit at most so many
   */
  public List<Entry> newest(int limit) throws Outage {
    return ask(() -> {
      List<TopicPartition> partitions = partitions();
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<TopicPartition, Long> from = new HashMap<>();
      ends.forEach((partition, end) ->
          from.put(partition, Math.max(begins.getOrDefault(partition, 0L), end - limit)));
      return read(from, ends).stream()
          .sorted(Comparator.comparing((Entry entry) -> entry.letter().failedAt()).reversed())
          .limit(limit)
          .toList();
    });
  }

  /**
   * The newest that are wanted, newest first.
   *
   * @param limit at most so many
   */
  public List<Entry> newest(int limit, Predicate<Entry> wanted) throws Outage {
    PriorityQueue<Entry> newest =
        new PriorityQueue<>(Comparator.comparing((Entry entry) -> entry.letter().failedAt()));
    walk(
        ask(() -> consumer.beginningOffsets(partitions())),
        PAGE_PER_PARTITION,
        page -> {
          for (Entry entry : page) {
            if (wanted.test(entry)) {
              newest.add(entry);
            }
            if (newest.size() > limit) {
              newest.remove();
            }
          }
        });
    return newest.stream()
        .sorted(Comparator.comparing((Entry entry) -> entry.letter().failedAt()).reversed())
        .toList();
  }

  /** The one that stands there, if one does. */
  public Optional<Entry> find(int partition, long offset) throws Outage {
    return ask(() -> {
      TopicPartition place = new TopicPartition(Topics.DEAD_LETTERS, partition);
      if (!partitions().contains(place)) {
        return Optional.empty();
      }
      long begin = consumer.beginningOffsets(List.of(place)).getOrDefault(place, 0L);
      long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
      if (offset < begin || offset >= end) {
        return Optional.empty();
      }
      return read(Map.of(place, offset), Map.of(place, offset + 1)).stream()
          .filter(entry -> entry.record().offset() == offset)
          .findFirst();
    });
  }

  /** What is done with the letters, a page at a time. */
  public interface Page {
    void read(List<Entry> page) throws Outage;
  }

  /**
   * Goes through those that {@link #settle} has not been told of, in the order of each partition.
   * What is given up meanwhile is left for the next time.
   *
   * @param limit of a partition at most so many in a page
   */
  public void unsettled(int limit, Page page) throws Outage {
    Map<TopicPartition, Long> from =
        ask(() -> {
          List<TopicPartition> partitions = partitions();
          Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(partitions));
          consumer
              .committed(Set.copyOf(partitions))
              .forEach((partition, settled) -> {
                if (settled != null) {
                  begins.merge(partition, settled.offset(), Math::max);
                }
              });
          return begins;
        });
    walk(from, limit, page);
  }

  private void walk(Map<TopicPartition, Long> start, int limit, Page page) throws Outage {
    Map<TopicPartition, Long> from = new HashMap<>(start);
    Map<TopicPartition, Long> ends = ask(() -> consumer.endOffsets(from.keySet()));
    while (from.entrySet().stream().anyMatch(at -> at.getValue() < end(ends, at.getKey()))) {
      Map<TopicPartition, Long> to = new HashMap<>();
      from.forEach((partition, begin) ->
          to.put(partition, Math.min(Math.max(begin, end(ends, partition)), begin + limit)));
      page.read(ask(() -> read(from, to)));
      from.putAll(to);
    }
  }

  private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
    return ends.getOrDefault(partition, 0L);
  }

  /** Remembers that these, and all before them in their partitions, need not be asked for again. */
  public void settle(Collection<Entry> entries) throws Outage {
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    for (Entry entry : entries) {
      ConsumerRecord<byte[], byte[]> record = entry.record();
      next.merge(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1),
          (one, other) -> one.offset() > other.offset() ? one : other);
    }
    ask(() -> {
      consumer.commitSync(next);
      return next;
    });
  }

  private List<TopicPartition> partitions() {
    return consumer.partitionsFor(Topics.DEAD_LETTERS).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  /** Everything from these offsets on and before those. */
  private List<Entry> read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    consumer.assign(from.keySet());
    consumer.resume(from.keySet()); // a partition keeps its pause from one assignment to the next
    from.forEach(consumer::seek);
    Predicate<TopicPartition> open =
        partition -> consumer.position(partition) < to.getOrDefault(partition, 0L);
    List<Entry> entries = new ArrayList<>();
    long movedAt = System.nanoTime();
    while (from.keySet().stream().anyMatch(open)) {
      ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL_TIMEOUT);
      for (ConsumerRecord<byte[], byte[]> record : polled) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < to.getOrDefault(partition, 0L)) {
          entries.add(new Entry(letter(record), record));
        }
      }
      consumer.pause(from.keySet().stream().filter(open.negate()).toList());
      if (!polled.isEmpty()) {
        movedAt = System.nanoTime();
      } else if (System.nanoTime() - movedAt > LOOKUP_TIMEOUT.toNanos()) {
        throw new TimeoutException(
            Topics.DEAD_LETTERS + " gave nothing for " + LOOKUP_TIMEOUT.toSeconds() + " s");
      }
    }
    return entries;
  }

  /** What the headers say; a record somebody else put there is shown as far as it can be. */
  private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
    Headers headers = record.headers();
    return new DeadLetter(
        text(headers, "topic"),
        (int) number(headers, "partition"),
        number(headers, "offset"),
        text(headers, "cause"),
        (int) number(headers, "attempts"),
        text(headers, "service"),
        failedAt(record),
        RecordHeaders.correlationId(headers).orElse(null),
        RecordHeaders.get(headers, LetterCut.HEADER).orElse(null));
  }

  private static String text(Headers headers, String name) {
    return RecordHeaders.get(headers, DeadLetter.HEADER_PREFIX + name).orElse(UNKNOWN);
  }

  private static long number(Headers headers, String name) {
    try {
      return Long.parseLong(text(headers, name));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static Instant failedAt(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Instant.parse(text(record.headers(), "failed-at"));
    } catch (DateTimeParseException e) {
      return Instant.ofEpochMilli(record.timestamp());
    }
  }

  private interface Question<T> {
    T run();
  }

  private static <T> T ask(Question<T> question) throws Outage {
    try {
      return question.run();
    } catch (KafkaException e) {
      throw new Outage("kafka", e);
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
  }
}
