package io.mneme.reader.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerKindTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "When did the roof leak? | TIME",
        "How many cats has she? | NUMBER",
        "how much is the fish | NUMBER",
        "Where does he live? | PLACE",
        "Which city did they like best? | PLACE",
        "What is the book called? | TITLE",
        "Which songs did she play? | TITLE"
      })
  void whatAQuestionWantsIsReadFromItsWords(String question, AnswerKind kind) {
    assertThat(AnswerKind.asked(question)).containsExactly(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Why did she leave?", "What does he like?", "Is that so?"})
  void anOpenQuestionWantsNoKind(String question) {
    assertThat(AnswerKind.asked(question)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "that was last week | TIME",
        "we have two of them | NUMBER",
        "I fed 14 ducks | NUMBER",
        "she works in Porto now | PLACE",
        "they met near the Danube | PLACE",
        "I am reading \"The Wall\" again | TITLE",
        "I am reading “The Wall” again | TITLE"
      })
  void whatATextCouldAnswerIsReadFromItsWords(String text, AnswerKind kind) {
    assertThat(AnswerKind.told(text)).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"in a while", "at the door", "he said \"yes\" to me", "Porto is nice"})
  void whatOnlyLooksLikeOneIsNone(String text) {
    assertThat(AnswerKind.told(text)).isEmpty();
  }
}
