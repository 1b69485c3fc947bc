package io.mneme.reader.words;

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

  /** When something is, was or will be. Looked for where words begin, and nowhere else. */
  static final Pattern TELLS =
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
          Pattern.CASE_INSENSITIVE);

  private TimeWords() {}
}
