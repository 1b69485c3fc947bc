package io.mneme.cli.deadletters;

import io.mneme.platform.kafka.DeadLetterShelf.Entry;
import io.mneme.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which dead letters are meant: those that have everything asked for. */
final class LetterFilter {
  @Option(names = "--tenant", paramLabel = "T", description = "Of this tenant.")
  private @Nullable String tenant;

  @Option(names = "--user", paramLabel = "U", description = "Of this user.")
  private @Nullable String user;

  @Option(
      names = "--cause",
      paramLabel = "PATTERN",
      converter = CauseConverter.class,
      description = "With a cause that has these words; a regular expression, in any case.")
  private @Nullable Pattern cause;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Given up since, for example 2h, 30m, 7d or 2026-01-31T08:00:00Z.")
  private @Nullable String since;

  @Option(names = "--topic", paramLabel = "TOPIC", description = "From this topic.")
  private @Nullable String topic;

  static final class CauseConverter implements ITypeConverter<Pattern> {
    @Override
    public Pattern convert(String text) {
      return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
  }

  boolean isEmpty() {
    return tenant == null && user == null && cause == null && since == null && topic == null;
  }

  /** Whether a letter is meant. */
  Predicate<Entry> at(Instant now) {
    Instant earliest = since == null ? Instant.MIN : time(since, now);
    return entry ->
        (topic == null || topic.equals(entry.letter().topic()))
            && (cause == null || cause.matcher(entry.letter().cause()).find())
            && !entry.letter().failedAt().isBefore(earliest)
            && isOfSubject(entry);
  }

  private boolean isOfSubject(Entry entry) {
    if (tenant == null && user == null) {
      return true;
    }
    byte[] bytes = entry.record().key();
    String key = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    int slash = key.indexOf('/');
    if (slash < 0) {
      return false;
    }
    String rest = key.substring(slash + 1);
    int memory = Topics.CHANGES.equals(entry.letter().topic()) ? rest.lastIndexOf('/') : -1;
    String owner = memory < 0 ? rest : rest.substring(0, memory);
    return (tenant == null || tenant.equals(key.substring(0, slash)))
        && (user == null || user.equals(owner));
  }

  /** A time, or how long before now. */
  static Instant time(String text, Instant now) {
    String word = text.toUpperCase(Locale.ROOT);
    try {
      return word.contains("-")
          ? Instant.parse(word)
          : now.minus(Duration.parse((word.endsWith("D") ? "P" : "PT") + word));
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "--since is a time like 2026-01-31T08:00:00Z or an age like 2h, not \"" + text + "\"");
    }
  }
}
