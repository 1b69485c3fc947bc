package io.mneme.reader.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "When did the roof leak?",
        "Since when does he paint?",
        "How long has she lived there?",
        "What year was that?",
        "In which month do they travel?"
      })
  void aQuestionForATimeIsKnown(String question) {
    assertThat(TimeWords.ASKS.isIn(question)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Where is the ladder?", "What did he whenever want?", "Who came?"})
  void anotherQuestionIsNot(String question) {
    assertThat(TimeWords.ASKS.isIn(question)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I sold it yesterday",
        "We moved last week",
        "it was two years ago",
        "See you on Friday!",
        "that was back in 2019",
        "we meet in three weeks",
        "in May we travel",
        "last summer was hot",
        "I have had it for a few years"
      })
  void aTextThatTellsATimeIsKnown(String text) {
    assertThat(TimeWords.TELLS.isIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I may come",
        "they march on",
        "the last page is missing",
        "he bought 3 apples",
        "call 5550-111"
      })
  void aTextThatTellsNoneIsNot(String text) {
    assertThat(TimeWords.TELLS.isIn(text)).isFalse();
  }
}
