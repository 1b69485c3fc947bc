package io.mneme.reader.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.reader.pack.PackCache;
import java.time.Duration;

/**
 * The reader's own limits.
 *
 * @param waitMax how long a request waits for its own writes before it is answered without them
 * @param packBytesMax memory for packs, about
 * @param packIdleMax a pack nobody asks for leaves after this long
 * @param packReadsMax packs read at once; others wait for their turn
 * @param questionsMax questions whose vectors are remembered
 * @param questionsWaitingMax questions that may wait for an embedding endpoint at the same time;
 *     those of others are answered by words
 * @param recallRecordsMax recall records that may wait for Kafka; more are dropped
 * @param cursorSecret signs cursors; the same in every instance, blank for one of its own
 */
@ConfigurationProperties("mneme.reader")
public record ReaderConfig(
    Duration waitMax,
    long packBytesMax,
    Duration packIdleMax,
    int packReadsMax,
    int questionsMax,
    int questionsWaitingMax,
    int recallRecordsMax,
    String cursorSecret) {
  private static final int SECRET_CHARS_MIN = 16;

  public ReaderConfig {
    if (waitMax.isNegative()) {
      throw new IllegalArgumentException("mneme.reader.wait-max must not be negative");
    }
    positive("pack-bytes-max", packBytesMax);
    positive("pack-idle-max", packIdleMax.toMillis());
    positive("pack-reads-max", packReadsMax);
    positive("questions-max", questionsMax);
    positive("questions-waiting-max", questionsWaitingMax);
    positive("recall-records-max", recallRecordsMax);
    if (!cursorSecret.isBlank() && cursorSecret.length() < SECRET_CHARS_MIN) {
      throw new IllegalArgumentException(
          "mneme.reader.cursor-secret must have at least "
              + SECRET_CHARS_MIN
              + " characters, or be left blank");
    }
  }

  /** What the cache of packs may hold. */
  public PackCache.Limits packs() {
    return new PackCache.Limits(packBytesMax, packIdleMax, packReadsMax);
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "ReaderConfig[waits " + waitMax + ", " + packBytesMax + " bytes of packs]";
  }

  private static void positive(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("mneme.reader." + key + " must be above zero");
    }
  }
}
