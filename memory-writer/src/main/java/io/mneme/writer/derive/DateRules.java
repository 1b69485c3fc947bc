package io.mneme.writer.derive;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calendar days an English text names, resolved against the day it was said (UTC). The rules are
 * tried from the most to the least exact.
 *
 * <table>
 *   <caption>What is understood</caption>
 *   <tr><td>2023-05-07</td><td>that day</td></tr>
 *   <tr><td>7 May 2023, May 7th, 2023</td><td>that day</td></tr>
 *   <tr><td>7 May, May 7</td><td>the one nearest to the day it was said</td></tr>
 *   <tr><td>yesterday, tomorrow, the day before yesterday</td><td>counted from that day</td></tr>
 *   <tr><td>two weeks ago, in 3 days</td><td>counted from that day</td></tr>
 *   <tr><td>last Friday, next Friday</td><td>the first one strictly before or after</td></tr>
 *   <tr><td>last week, next month, May 2023</td><td>the first day of it</td></tr>
 * </table>
 *
 * <p>Not understood on purpose: 5/7/2023 (two readings), bare weekdays and bare months.
 */
final class DateRules {
  static final int DATES_MAX = 16;

  private static final String NOT_AFTER_WORD = "(?<![\\p{L}\\p{N}-])";
  private static final String NOT_BEFORE_WORD = "(?![\\p{L}\\p{N}-])";
  // "may" is a verb more often than a month, so it must be written as a name
  private static final String MONTH =
      "((?-i:May)|(?i:january|february|march|april|june|july|august|september|october|november"
          + "|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec))\\.?";
  private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
  private static final String YEAR = "(\\d{4})";
  private static final String NUMBER =
      "(\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
  private static final String UNIT = "(day|week|month|year)s?";
  private static final String WEEKDAY =
      "(monday|tuesday|wednesday|thursday|friday|saturday|sunday)";

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("a", 1),
          Map.entry("an", 1),
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12));

  private static final Predicate<String> A_DIGIT =
      holdsAnyOf(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
  private static final Predicate<String> A_MONTH = holdsAnyOf(MONTHS);
  private static final Predicate<String> A_UNIT =
      holdsAnyOf(List.of("day", "week", "month", "year"));

  private static final List<Rule> RULES =
      List.of(
          rule(
              A_DIGIT.and(holdsAnyOf(List.of("-"))),
              YEAR + "-(\\d{2})-(\\d{2})(?:T[\\d:.]+Z?)?",
              (m, said) -> iso(m)),
          rule(
              A_DIGIT.and(A_MONTH),
              DAY + "\\s+(?:of\\s+)?" + MONTH + "(?:,?\\s+" + YEAR + ")?",
              (m, said) -> dayOfMonth(m.group(1), m.group(2), m.group(3), said)),
          rule(
              A_DIGIT.and(A_MONTH),
              MONTH + "\\s+(?:the\\s+)?" + DAY + "(?:,?\\s+" + YEAR + ")?",
              (m, said) -> dayOfMonth(m.group(2), m.group(1), m.group(3), said)),
          rule(
              A_DIGIT.and(A_MONTH),
              MONTH + ",?\\s+(?:of\\s+)?" + YEAR,
              (m, said) -> YearMonth.of(number(m.group(2)), month(m.group(1))).atDay(1)),
          rule(
              holdsAnyOf(List.of("yesterday", "today", "tonight", "tomorrow")),
              "(the\\s+day\\s+before\\s+yesterday|the\\s+day\\s+after\\s+tomorrow"
                  + "|yesterday|today|tonight|tomorrow)",
              (m, said) -> near(m.group(1), said)),
          rule(
              A_UNIT.and(holdsAnyOf(List.of("ago"))),
              NUMBER + "\\s+" + UNIT + "\\s+ago",
              (m, said) -> said.minus(number(m.group(1)), unit(m.group(2)))),
          rule(
              A_UNIT.and(holdsAnyOf(List.of("in"))),
              "in\\s+" + NUMBER + "\\s+" + UNIT,
              (m, said) -> said.plus(number(m.group(1)), unit(m.group(2)))),
          rule(
              holdsAnyOf(List.of("last", "next", "this")).and(holdsAnyOf(List.of("day"))),
              "(last|next|this)\\s+" + WEEKDAY,
              (m, said) -> weekday(m.group(1), m.group(2), said)),
          rule(
              A_UNIT.and(holdsAnyOf(List.of("last", "next"))),
              "(last|next)\\s+(week|weekend|month|year)",
              (m, said) -> period(m.group(1), m.group(2), said)));

  private DateRules() {}

  /** The days named, each once, earliest first, at most {@value #DATES_MAX}. */
  static List<LocalDate> find(String text, Instant saidAt) {
    LocalDate said = LocalDate.ofInstant(saidAt, ZoneOffset.UTC);
    TreeSet<LocalDate> days = new TreeSet<>();
    String lower = text.toLowerCase(Locale.ROOT);
    String unread = text;
    for (Rule rule : RULES) {
      if (!rule.possible.test(lower)) {
        continue;
      }
      Matcher matcher = rule.pattern.matcher(unread);
      // what one rule has read, no later and looser one reads again
      unread =
          matcher.replaceAll(match -> {
            rule.day(match, said).ifPresent(days::add);
            return ";";
          });
    }
    return days.stream().limit(DATES_MAX).toList();
  }

  /**
   * One form of naming a day.
   *
   * @param possible whether a text in lower case holds the words that this form is made of. To look
   *     for them costs far less than to try the pattern, and most texts name no day
   */
  private record Rule(
      Predicate<String> possible,
      Pattern pattern,
      BiFunction<MatchResult, LocalDate, LocalDate> reading) {

    /** Empty for a day no calendar has, such as February 30. */
    Optional<LocalDate> day(MatchResult match, LocalDate said) {
      try {
        return Optional.of(reading.apply(match, said));
      } catch (DateTimeException noSuchDay) {
        return Optional.empty();
      }
    }
  }

  private static Rule rule(
      Predicate<String> possible,
      String form,
      BiFunction<MatchResult, LocalDate, LocalDate> reading) {
    return new Rule(
        possible,
        Pattern.compile(NOT_AFTER_WORD + form + NOT_BEFORE_WORD, Pattern.CASE_INSENSITIVE),
        reading);
  }

  private static Predicate<String> holdsAnyOf(List<String> words) {
    return text -> words.stream().anyMatch(text::contains);
  }

  private static LocalDate iso(MatchResult match) {
    return LocalDate.of(number(match.group(1)), number(match.group(2)), number(match.group(3)));
  }

  private static LocalDate dayOfMonth(
      String day, String month, @Nullable String year, LocalDate said) {
    if (year != null) {
      return LocalDate.of(number(year), month(month), number(day));
    }
    return nearest(month(month), number(day), said);
  }

  /** Without a year: the nearest of last, this and next year; the earlier of two as near. */
  private static LocalDate nearest(int month, int day, LocalDate said) {
    LocalDate best = null;
    for (int year = said.getYear() - 1; year <= said.getYear() + 1; year++) {
      if (!YearMonth.of(year, month).isValidDay(day)) {
        continue;
      }
      LocalDate candidate = LocalDate.of(year, month, day);
      if (best == null || daysBetween(candidate, said) < daysBetween(best, said)) {
        best = candidate;
      }
    }
    if (best == null) {
      throw new DateTimeException("no such day in these years");
    }
    return best;
  }

  private static long daysBetween(LocalDate one, LocalDate other) {
    return Math.abs(ChronoUnit.DAYS.between(one, other));
  }

  private static LocalDate near(String word, LocalDate said) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.startsWith("the")) {
      return lower.endsWith("yesterday") ? said.minusDays(2) : said.plusDays(2);
    }
    return switch (lower) {
      case "yesterday" -> said.minusDays(1);
      case "tomorrow" -> said.plusDays(1);
      default -> said;
    };
  }

  private static LocalDate weekday(String which, String name, LocalDate said) {
    DayOfWeek day = DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT));
    return switch (which.toLowerCase(Locale.ROOT)) {
      case "last" -> said.with(TemporalAdjusters.previous(day));
      case "next" -> said.with(TemporalAdjusters.next(day));
      default -> said.with(TemporalAdjusters.nextOrSame(day));
    };
  }

  private static LocalDate period(String which, String name, LocalDate said) {
    int step = which.equalsIgnoreCase("last") ? -1 : 1;
    LocalDate monday = said.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "week" -> monday.plusWeeks(step);
      case "weekend" -> monday.plusWeeks(step).with(DayOfWeek.SATURDAY);
      case "month" -> said.withDayOfMonth(1).plusMonths(step);
      default -> said.withDayOfYear(1).plusYears(step);
    };
  }

  private static int number(String word) {
    Integer named = NUMBERS.get(word.toLowerCase(Locale.ROOT));
    return named == null ? Integer.parseInt(word) : named;
  }

  private static int month(String name) {
    return MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
  }

  private static ChronoUnit unit(String name) {
    return ChronoUnit.valueOf(name.toUpperCase(Locale.ROOT) + "S");
  }
}
