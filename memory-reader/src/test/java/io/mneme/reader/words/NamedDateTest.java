package io.mneme.reader.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedDateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What happened on 8 May 2023?",
        "What happened on May 8, 2023?",
        "What happened on the 8th of May, 2023?",
        "What happened on May 8th 2023?",
        "What happened on 2023-05-08?"
      })
  void aWholeDateIsRead(String question) {
    assertThat(NamedDate.in(question)).containsExactly(new NamedDate(8, Month.MAY, 2023));
  }

  @Test
  void partsThatAreNotNamedStayOpen() {
    assertThat(NamedDate.in("Who called on 3 June?"))
        .containsExactly(new NamedDate(3, Month.JUNE, null));
    assertThat(NamedDate.in("Who called in June 2024?"))
        .containsExactly(new NamedDate(null, Month.JUNE, 2024));
    assertThat(NamedDate.in("Who called in June?"))
        .containsExactly(new NamedDate(null, Month.JUNE, null));
  }

  @Test
  void twoDatesAreTwo() {
    assertThat(NamedDate.in("Between 3 June and July 9, what changed?"))
        .containsExactly(new NamedDate(3, Month.JUNE, null), new NamedDate(9, Month.JULY, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "May I come?",
        "What may happen?",
        "Who will march?",
        "Is it 42?",
        "On 2023-13-45?",
        ""
      })
  void wordsThatOnlyLookLikeMonthsAreNot(String question) {
    assertThat(NamedDate.in(question)).allSatisfy(date -> assertThat(date.month()).isNull());
  }

  @Test
  void aDateCoversTheDaysThatHaveAllItsParts() {
    NamedDate eighthOfMay = new NamedDate(8, Month.MAY, null);
    NamedDate june = new NamedDate(null, Month.JUNE, 2024);

    assertThat(eighthOfMay.covers(LocalDate.of(2023, 5, 8))).isTrue();
    assertThat(eighthOfMay.covers(LocalDate.of(1999, 5, 8))).isTrue();
    assertThat(eighthOfMay.covers(LocalDate.of(2023, 5, 9))).isFalse();
    assertThat(june.covers(LocalDate.of(2024, 6, 30))).isTrue();
    assertThat(june.covers(LocalDate.of(2023, 6, 30))).isFalse();
  }
}
