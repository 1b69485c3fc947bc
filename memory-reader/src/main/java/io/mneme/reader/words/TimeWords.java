package io.mneme.reader.words;

import java.util.Set;
import java.util.regex.Pattern;

/** English words that ask for a time, and words that tell one. */
final class TimeWords {
  /** When, or for how long. */
  static final Pattern ASKS =
      Pattern.compile(
          "\\bwhen\\b"
              + "|\\bhow long\\b"
              + "|\\b(?:what|which)\\s+(?:date|day|week|month|year|time|season)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final String WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)days?";
  private static final String SPAN =
      "(?:minutes?|hours?|days?|nights?|weeks?|weekends?|months?|years?|decades?)";

  private static final Set<String> BEGINNINGS =
      Set.of(
          ("yesterday today tonight tomorrow recently lately"
                  + " last next this past coming previous"
                  + " minute minutes hour hours day days night nights week weeks weekend weekends"
                  + " month months year years decade decades"
                  + " for in since after on until by of early late mid"
                  + " monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays"
                  + " friday fridays saturday saturdays sunday sundays"
                  + " january february april june july august september october november december")
              .split(" "));

  /** When something is, was or will be. */
  static final Phrase TELLS =
      new Phrase(
          BEGINNINGS,
          Pattern.compile(
              "\\b(?:(?:yesterday|today|tonight|tomorrow|recently|lately)\\b"
                  + "|(?:last|next|this|past|coming|previous)\\s+(?:few\\s+)?(?:"
                  + SPAN
                  + "|"
                  + WEEKDAY
                  + "|morning|afternoon|evening|spring|summer|fall|autumn|winter|january|february"
                  + "|march|april|may|june|july|august|september|october|november|december)\\b"
                  + "|"
                  + SPAN
                  + "\\s+ago\\b"
                  + "|(?:for|in|since|after)\\s+(?:\\d+|an?|one|two|three|four|five|six|seven|eight"
                  + "|nine|ten|a few|a couple of|several)\\s+"
                  + SPAN
                  + "\\b"
                  + "|"
                  + WEEKDAY
                  + "\\b"
                  + "|(?:january|february|april|june|july|august|september|october|november"
                  + "|december)\\b"
                  + "|(?:in|on|since|until|by|of|early|late|mid)[ -](?:march|may)\\b"
                  + "|(?:19|20)\\d\\d\\b)",
              Pattern.CASE_INSENSITIVE));

  private TimeWords() {}
}
