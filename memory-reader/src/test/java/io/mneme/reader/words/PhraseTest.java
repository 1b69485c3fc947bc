package io.mneme.reader.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Trying a pattern only where it can begin finds what looking everywhere finds. */
class PhraseTest {
  private static final int TEXTS = 20_000;
  private static final String SPAN =
      "(?:minutes?|hours?|days?|nights?|weeks?|weekends?|months?|years?|decades?)";
  private static final String WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)days?";

  /** The rules once more, as patterns that are looked for everywhere. */
  private static final Map<AnswerKind, Pattern> EVERYWHERE =
      Map.of(
          AnswerKind.TIME,
          Pattern.compile(
              "\\b(?:yesterday|today|tonight|tomorrow|recently|lately)\\b"
                  + "|\\b(?:last|next|this|past|coming|previous)\\s+(?:few\\s+)?(?:"
                  + SPAN
                  + "|"
                  + WEEKDAY
                  + "|morning|afternoon|evening|spring|summer|fall|autumn|winter|january|february"
                  + "|march|april|may|june|july|august|september|october|november|december)\\b"
                  + "|\\b"
                  + SPAN
                  + "\\s+ago\\b"
                  + "|\\b(?:for|in|since|after)\\s+(?:\\d+|an?|one|two|three|four|five|six|seven"
                  + "|eight|nine|ten|a few|a couple of|several)\\s+"
                  + SPAN
                  + "\\b|\\b"
                  + WEEKDAY
                  + "\\b|\\b(?:january|february|april|june|july|august|september|october|november"
                  + "|december)\\b"
                  + "|\\b(?:in|on|since|until|by|of|early|late|mid)[ -](?:march|may)\\b"
                  + "|\\b(?:19|20)\\d\\d\\b",
              Pattern.CASE_INSENSITIVE),
          AnswerKind.NUMBER,
          Pattern.compile(
              "\\b(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen"
                  + "|couple|few|several|once|twice|first|second|third|half)\\b",
              Pattern.CASE_INSENSITIVE),
          AnswerKind.PLACE,
          Pattern.compile("\\b(?:in|at|to|from|near|around)(?: the)? \\p{Lu}"),
          AnswerKind.TITLE,
          Pattern.compile("[\"\u201c]\\p{Lu}"));

  private static final String[] WORDS =
      ("yesterday today tonight tomorrow recently lately last next this past coming previous few"
              + " minute hours days nights week weekends month years decades monday tuesdays"
              + " wednesday thursdays friday saturday sundays morning afternoon evening spring summer"
              + " fall autumn winter january february march april may june july august september"
              + " october november december ago for in since after an one two three four five six"
              + " seven eight nine ten couple of several on until by early late mid 1999 2015 20155"
              + " 17 3rd eleven twelve dozen once twice first second third half at to from near"
              + " around the Lisbon \u00c9vora \u201cDune \"Emma someone _one in_ tell bicycle a 's")
          .split(" ");
  private static final String[] BETWEEN = {
    " ", " ", " ", " ", "  ", "-", ". ", ", ", "'", "\u00e9"
  };

  @Test
  void aPhraseIsFoundWhereverItsPatternIs() {
    Random random = new Random(7);
    Map<AnswerKind, Integer> told = new EnumMap<>(AnswerKind.class);
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random);
      Set<AnswerKind> expected = EnumSet.noneOf(AnswerKind.class);
      EVERYWHERE.forEach((kind, pattern) -> {
        if (pattern.matcher(text).find()) {
          expected.add(kind);
          told.merge(kind, 1, Integer::sum);
        }
      });
      assertThat(AnswerKind.told(text)).as(text).isEqualTo(expected);
    }
    assertThat(told).hasSize(AnswerKind.values().length);
    assertThat(told.values())
        .allSatisfy(count -> assertThat(count).isBetween(TEXTS / 100, TEXTS * 99 / 100));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int words = 1 + random.nextInt(6); words > 0; words--) {
      String word = WORDS[random.nextInt(WORDS.length)];
      text.append(random.nextInt(4) == 0 ? capital(word) : word);
      text.append(BETWEEN[random.nextInt(BETWEEN.length)]);
    }
    return text.toString();
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1);
  }
}
