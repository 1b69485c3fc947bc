package io.mneme.reader.words;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date as an English question names it: a day, a month, or a day of some month; parts it does not
 * name are null.
 *
 * @param day of the month
 * @param month of the year
 * @param year in full
 */
public record NamedDate(@Nullable Integer day, @Nullable Month month, @Nullable Integer year) {
  private static final String MONTHS =
      "january|february|march|april|may|june|july|august|september|october|november|december";
  private static final List<String> MONTH_NAMES = List.of(MONTHS.split("\\|"));
  private static final String DAY = "([0-3]?\\d)(?:st|nd|rd|th)?";
  private static final String YEAR = "((?:19|20)\\d\\d)";

  /** {@code 8 May 2023}, {@code the 8th of May, 2023}, {@code 8 May}. */
  private static final Pattern DAY_MONTH =
      insensitive("\\b" + DAY + "\\s+(?:of\\s+)?(" + MONTHS + ")\\b(?:,?\\s+" + YEAR + "\\b)?");

  /** {@code May 8, 2023}, {@code May 8th}. */
  private static final Pattern MONTH_DAY =
      insensitive("\\b(" + MONTHS + ")\\s+" + DAY + "\\b(?!\\d)(?:,?\\s+" + YEAR + "\\b)?");

  /** {@code May 2023}, {@code May of 2023}. */
  private static final Pattern MONTH_YEAR =
      insensitive("\\b(" + MONTHS + "),?\\s+(?:of\\s+)?" + YEAR + "\\b");

  /** {@code in May}, {@code during late August}: what a month's name alone must stand beside. */
  private static final Pattern MONTH_ALONE =
      insensitive(
          "\\b(?:in|during|of|since|until|by|last|this|next|early|late|mid)[ -]("
              + MONTHS
              + ")\\b");

  private static final Pattern ISO = Pattern.compile("\\b" + YEAR + "-(\\d\\d)-(\\d\\d)\\b");

  /** Every date a question names; a more exact reading of the same words comes alone. */
  public static List<NamedDate> in(String question) {
    if (!mayNameOne(question)) {
      return List.of();
    }
    List<NamedDate> dates = new ArrayList<>();
    String rest = question;
    rest =
        take(
            rest, ISO, m -> of(m.group(3), month(Integer.parseInt(m.group(2))), m.group(1)), dates);
    rest = take(rest, DAY_MONTH, m -> of(m.group(1), month(m.group(2)), m.group(3)), dates);
    rest = take(rest, MONTH_YEAR, m -> of(null, month(m.group(1)), m.group(2)), dates);
    rest = take(rest, MONTH_DAY, m -> of(m.group(2), month(m.group(1)), m.group(3)), dates);
    take(rest, MONTH_ALONE, m -> of(null, month(m.group(1)), null), dates);
    return dates;
  }

  /** Most questions have neither digit nor month, which is seen sooner than ten patterns fail. */
  private static boolean mayNameOne(String question) {
    String lower = question.toLowerCase(Locale.ROOT);
    return lower.chars().anyMatch(c -> c >= '0' && c <= '9')
        || MONTH_NAMES.stream().anyMatch(lower::contains);
  }

  /** Whether a day has every part this date names. */
  public boolean covers(LocalDate date) {
    return (day == null || day == date.getDayOfMonth())
        && (month == null || month == date.getMonth())
        && (year == null || year == date.getYear());
  }

  private static String take(String text, Pattern pattern, Reading reading, List<NamedDate> into) {
    pattern.matcher(text).results().map(reading::of).forEach(into::add);
    return pattern.matcher(text).replaceAll(" ");
  }

  private static NamedDate of(@Nullable String day, @Nullable Month month, @Nullable String year) {
    return new NamedDate(
        day == null ? null : Integer.valueOf(day),
        month,
        year == null ? null : Integer.valueOf(year));
  }

  private static Month month(String name) {
    return Month.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static @Nullable Month month(int number) {
    return number < 1 || number > 12 ? null : Month.of(number);
  }

  private static Pattern insensitive(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  private interface Reading {
    NamedDate of(MatchResult match);
  }
}
