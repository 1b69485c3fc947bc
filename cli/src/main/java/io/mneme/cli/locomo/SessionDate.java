package io.mneme.cli.locomo;

import io.mneme.cli.console.CommandFailed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * When a session took place. The format has no time zone: UTC is assumed.
 *
 * @param start of its first turn
 */
record SessionDate(Instant start) {
  private static final Duration BETWEEN_TURNS = Duration.ofSeconds(1);
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("h:mm a 'on' d MMMM, yyyy")
          .toFormatter(Locale.ENGLISH);

  /** Parses for example {@code 1:56 pm on 8 May, 2023}. */
  static SessionDate parse(String text) {
    try {
      return new SessionDate(LocalDateTime.parse(text.strip(), FORM).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      throw new CommandFailed(
          "\"%s\" is not a session's date; one looks like \"1:56 pm on 8 May, 2023\"."
              .formatted(text),
          e);
    }
  }

  /** When the turn of this number, from 0, was spoken: late enough to keep the order. */
  Instant turn(int number) {
    return start.plus(BETWEEN_TURNS.multipliedBy(number));
  }
}
