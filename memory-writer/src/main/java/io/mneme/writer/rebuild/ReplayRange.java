package io.mneme.writer.rebuild;

import io.mneme.platform.ConfigurationProblem;
import io.mneme.platform.Outage;
import io.mneme.platform.kafka.LogReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in the log a replay begins to look for subjects. */
sealed interface ReplayRange {

  /** Everything accepted at that moment or later, in every partition. */
  record Since(Instant time) implements ReplayRange {}

  /** Everything of one partition from an offset on. */
  record FromOffset(int partition, long offset) implements ReplayRange {}

  /** The first offset of each partition that has a part. */
  default Map<Integer, Long> from(LogReader events) throws Outage {
    return switch (this) {
      case Since(Instant time) -> events.since(time);
      case FromOffset(int partition, long offset) -> Map.of(partition, offset);
    };
  }

  /** Reads {@code 3:1200} or a time like {@code 2026-05-08T10:00:00Z}. */
  static ReplayRange of(String text) {
    Matcher position = Position.PATTERN.matcher(text);
    try {
      return position.matches()
          ? new FromOffset(Integer.parseInt(position.group(1)), Long.parseLong(position.group(2)))
          : new Since(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException | NumberFormatException e) {
      throw new ConfigurationProblem(
          "--from is a time like 2026-05-08T10:00:00Z, or a partition and an offset like 3:1200,"
              + " not \""
              + text
              + "\"");
    }
  }

  /** A partition and an offset in it. */
  final class Position {
    private static final Pattern PATTERN = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

    private Position() {}
  }
}
