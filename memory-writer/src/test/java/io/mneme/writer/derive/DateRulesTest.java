package io.mneme.writer.derive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateRulesTest {
  /** A Monday. */
  private static final Instant SAID_AT = Instant.parse("2023-05-08T13:56:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          we met on 2023-04-30                     | 2023-04-30
          logged at 2023-04-30T10:15:00Z           | 2023-04-30
          the race was on 7 May 2022               | 2022-05-07
          the race was on the 7th of May, 2022     | 2022-05-07
          it was May 7th, 2022                     | 2022-05-07
          it was may 7, 2022 I think               |
          born on june 5 1990                      | 1990-06-05
          her birthday is Sept. 3                  | 2023-09-03
          back on Dec 20                           | 2022-12-20
          see you Jan 2                            | 2023-01-02
          we moved in May 2021                     | 2021-05-01
          yesterday was great                      | 2023-05-07
          Today I start                            | 2023-05-08
          until tomorrow                           | 2023-05-09
          the day before yesterday                 | 2023-05-06
          the day after tomorrow                   | 2023-05-10
          two weeks ago                            | 2023-04-24
          3 months ago                             | 2023-02-08
          a year ago                               | 2022-05-08
          in ten days                              | 2023-05-18
          last Friday                              | 2023-05-05
          last Monday                              | 2023-05-01
          next monday                              | 2023-05-15
          this Friday                              | 2023-05-12
          last week                                | 2023-05-01
          last weekend                             | 2023-05-06
          next weekend                             | 2023-05-20
          next month                               | 2023-06-01
          last year                                | 2022-01-01
          """)
  void readsWhatADayIsCalled(String text, String day) {
    List<LocalDate> expected =
        day == null ? List.of() : Arrays.stream(day.split(" ")).map(LocalDate::parse).toList();

    assertThat(DateRules.find(text, SAID_AT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "you may 7 times",
        "on Friday",
        "5/7/2023",
        "February 30, 2023",
        "2023-13-01",
        "0000-00-00",
        "version 12023-05-07-2",
        "build-2023-05-07x",
        "sundays ago",
        "the 99th of June",
        "lastly Friday"
      })
  void namesNoDayWhereNoneIsNamed(String text) {
    assertThat(DateRules.find(text, SAID_AT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOGGED AT 2023-05-01",
        "The 1ST OF May",
        "seven DAYS AGO",
        "A WEEK\nAGO",
        "İstanbul, last MONDAY",
        "LAST WEEK"
      })
  void aDayMayBeWrittenInCapitals(String text) {
    assertThat(DateRules.find(text, SAID_AT)).containsExactly(LocalDate.parse("2023-05-01"));
  }

  @Test
  void daysComeOnceAndInOrder() {
    List<LocalDate> days =
        DateRules.find("Tomorrow, or on 2023-05-09? Not yesterday. 2020-01-01!", SAID_AT);

    assertThat(days)
        .containsExactly(
            LocalDate.parse("2020-01-01"),
            LocalDate.parse("2023-05-07"),
            LocalDate.parse("2023-05-09"));
  }

  @Test
  void aDayIsCountedInUtcFromTheTimeItWasSaid() {
    assertThat(DateRules.find("today", Instant.parse("2023-12-31T23:59:59Z")))
        .containsExactly(LocalDate.parse("2023-12-31"));
  }

  @Test
  void aTextFullOfDaysKeepsALimitedNumber() {
    StringBuilder text = new StringBuilder();
    for (int year = 1900; year < 2000; year++) {
      text.append(year).append("-01-01 ");
    }

    assertThat(DateRules.find(text.toString(), SAID_AT)).hasSize(DateRules.DATES_MAX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "the day ", "may ", "7 May ", "a ", "   ", "last\n", "-", "2023-"})
  void aHostileTextTakesNoLongerThanAnHonestOne(String part) {
    String text = part.repeat(32_768 / part.length());
    long began = System.nanoTime();

    DateRules.find(text, SAID_AT);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }
}
