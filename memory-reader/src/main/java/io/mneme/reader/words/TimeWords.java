package io.mneme.reader.words;

import java.util.Map;

/** English words that ask for a time, and words that tell one. */
final class TimeWords {
  /** When, or for how long. */
  static final Phrase ASKS =
      new Phrase(
          Map.of(
              "when",
              Phrase.NOTHING,
              "how",
              "(?i) long\\b",
              "what which",
              "(?i)\\s+(?:date|day|week|month|year|time|season)\\b"),
          Phrase.NO_NUMBER);

  private static final String WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)days?";
  private static final String SPAN =
      "(?:minutes?|hours?|days?|nights?|weeks?|weekends?|months?|years?|decades?)";

  /** When something is, was or will be. */
  static final Phrase TELLS =
      new Phrase(
          Map.of(
              "yesterday today tonight tomorrow recently lately"
                  + " monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays"
                  + " friday fridays saturday saturdays sunday sundays"
                  + " january february april june july august september october november december",
              Phrase.NOTHING,
              "last next this past coming previous",
              "(?i)\\s+(?:few\\s+)?(?:"
                  + SPAN
                  + "|"
                  + WEEKDAY
                  + "|morning|afternoon|evening|spring|summer|fall|autumn|winter|january|february"
                  + "|march|april|may|june|july|august|september|october|november|december)\\b",
              "minute minutes hour hours day days night nights week weeks weekend weekends"
                  + " month months year years decade decades",
              "(?i)\\s+ago\\b",
              "for in since after",
              "(?i)\\s+(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|a few"
                  + "|a couple of|several)\\s+"
                  + SPAN
                  + "\\b",
              "in on since until by of early late mid",
              "(?i)[ -](?:march|may)\\b"),
          "(?:19|20)\\d\\d\\b");

  private TimeWords() {}
}
