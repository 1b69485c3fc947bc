package io.mneme.writer.rebuild;

import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.schemas.Subject;
import io.mneme.storage.verify.StateItem;
import io.mneme.storage.verify.StateItem.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A digest for each partition of the log over everything its subjects have. */
final class PartitionDigests {
  private final MessageDigest[] digests;
  private final List<Map<Kind, Long>> counts = new ArrayList<>();

  /**
   * What the subjects of a partition have.
   *
   * @param counts how many of each kind
   * @param digest SHA-256 over all of them, in hex
   */
  record Partition(int number, Map<Kind, Long> counts, String digest) {}

  PartitionDigests(int partitions) {
    digests = new MessageDigest[partitions];
    for (int number = 0; number < partitions; number++) {
      counts.add(new EnumMap<>(Kind.class));
    }
    Arrays.setAll(digests, number -> sha256());
  }

  /** Takes in the next item of a dump. */
  void take(StateItem item) {
    int partition = partition(item);
    counts.get(partition).merge(item.kind(), 1L, Long::sum);
    digests[partition].update(line(item).getBytes(StandardCharsets.UTF_8));
  }

  int partition(StateItem item) {
    return SubjectPartitions.of(new Subject(item.tenant(), item.user()), digests.length);
  }

  /** U+0000 is in none of them: no store keeps it. */
  private static String line(StateItem item) {
    return String.join(
        "\u0000", item.kind().name(), item.tenant(), item.user(), item.name(), item.digest(), "");
  }

  /** The digests; nothing may be taken in after this. */
  List<Partition> finish() {
    List<Partition> partitions = new ArrayList<>();
    for (int number = 0; number < digests.length; number++) {
      partitions.add(
          new Partition(
              number,
              Map.copyOf(counts.get(number)),
              HexFormat.of().formatHex(digests[number].digest())));
    }
    return partitions;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
