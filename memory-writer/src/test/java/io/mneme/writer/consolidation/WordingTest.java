package io.mneme.writer.consolidation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which texts say the same, and which only look like it. */
class WordingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          User likes green tea             | User likes green tea.
          User likes green tea             | user likes green tea!
          User likes green tea             | The user  likes green\u00a0tea
          User likes green tea             | User also likes green tea
          The user has a cat               | User has the cat
          User doesn't eat meat            | User does not eat meat
          User doesn\u2019t eat meat       | User doesn't eat meat
          User can't swim                  | User cannot swim
          I'm allergic to nuts             | i am allergic to nuts
          User has two cats                | User has 2 cats
          User reads \u201cDune\u201d      | User reads Dune
          Caf\u00e9 Nero is the favourite  | Cafe\u0301 Nero is the favourite
          It rains. The user stays in      | It rains. User stays in
          """)
  void theSameIsSaidInAnotherDress(String one, String other) {
    assertThat(Wording.of(one)).isEqualTo(Wording.of(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          User was born on 3 May 1990      | User was born on 4 May 1990
          User was born on 3 May 1990      | User was born on 3 May 1991
          User wakes up at 6:30            | User wakes up at 6.30 pm
          User weighs 80 kg                | User weighs 82 kg
          User weighs 80 kg                | User weighs 80 lb
          User owes $5                     | User owes 5
          Temperature is -5                | Temperature is 5
          The area is 5\u00b2              | The area is 52
          User has two cats                | User has three cats
          User has a cat                   | User has cats
          User ate a third of the cake     | User ate the third of the cake
          User has a few friends           | User has few friends
          User lives with Anna             | User lives with Hanna
          Anna is taller than Ben          | Ben is taller than Anna
          User likes the Sun               | User likes sun
          User works for US                | User works for us
          User speaks Polish               | User speaks polish
          User takes vitamin A             | User takes vitamin
          User likes tea                   | User does not like tea
          User likes tea                   | User dislikes tea
          User eats meat                   | User never eats meat
          User can swim                    | User can't swim
          User likes tea                   | User liked tea
          User likes tea                   | User likes coffee
          User likes tea                   | User likes green tea
          User likes tea                   | User's wife likes tea
          User flies from Rome to Oslo     | User flies to Rome from Oslo
          User likes rock climbing         | User likes rock, climbing
          User likes tea                   | User likes tea?
          User called before lunch         | User called after lunch
          User prefers the aisle seat      | User prefers the window seat
          The user lives at 1 High Street  | The user lives at 1a High Street
          """)
  void anythingElseTellsTwoTextsApart(String one, String other) {
    assertThat(Wording.of(one)).isNotEqualTo(Wording.of(other));
  }

  @ParameterizedTest
  @CsvSource({
    "User is in Paris now, true",
    "User is ill this week, true",
    "User has a call on Friday, true",
    "User lives in Paris, false",
    "User was born in May, false",
  })
  void aTextMayDependOnTheDayItIsSaid(String text, boolean ofTheDay) {
    assertThat(Wording.of(text).isOfTheDay()).isEqualTo(ofTheDay);
  }

  @ParameterizedTest
  @CsvSource({"''", "'   '", "'...'", "'('", "'?'"})
  void whatHasNoWordsIsNoReasonToFail(String text) {
    assertThat(Wording.of(text)).isEqualTo(Wording.of(text));
  }
}
