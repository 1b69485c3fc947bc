package io.mneme.gateway.admission;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Reads the times of events. In UTC, to the second or the millisecond, is how nearly every client
 * writes them; the JDK's parser takes any form, and as long as the rest of admission together.
 */
final class IsoTime {
  private static final String TO_THE_SECOND = "0000-00-00T00:00:00Z";
  private static final String TO_THE_MILLI = "0000-00-00T00:00:00.000Z";
  private static final int NANOS_A_MILLI = 1_000_000;

  private IsoTime() {}

  /**
   * The moment.
   *
   * @throws java.time.DateTimeException when it is no time, or one without its offset from UTC
   */
  static Instant parse(String text) {
    if (hasForm(TO_THE_SECOND, text)) {
      return utc(text, 0);
    }
    if (hasForm(TO_THE_MILLI, text)) {
      return utc(text, number(text, 20, 23) * NANOS_A_MILLI);
    }
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Instant utc(String text, int nanos) {
    LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    LocalTime time =
        LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19), nanos);
    return date.atTime(time).toInstant(ZoneOffset.UTC);
  }

  /** Whether a text is written like this: a digit where a zero stands, the same elsewhere. */
  private static boolean hasForm(String form, String text) {
    if (text.length() != form.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      char wanted = form.charAt(i);
      char found = text.charAt(i);
      if (wanted == '0' ? found < '0' || found > '9' : found != wanted) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
