package io.mneme.reader.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnglishWordsTest {

  @Test
  void formsOfAWordBecomeOneTerm() {
    assertThat(EnglishWords.terms("paint painted painting paints"))
        .containsExactly("paint", "paint", "paint", "paint");
  }

  @Test
  void caseStopWordsPunctuationAndPossessivesAreGone() {
    assertThat(EnglishWords.terms("The dog of Mira's, and THE Dog!"))
        .containsExactly("dog", "mira", "dog");
  }

  @Test
  void digitsAndOtherScriptsAreWords() {
    assertThat(EnglishWords.terms("8 May 2023: Привет, café")).contains("8", "2023", "café");
    assertThat(EnglishWords.terms("Привет")).isNotEmpty();
    assertThat(EnglishWords.terms("猫が好き")).contains("猫");
  }

  @Test
  void nothingGivesNothing() {
    assertThat(EnglishWords.terms("")).isEmpty();
    assertThat(EnglishWords.terms("... the ?!")).isEmpty();
  }
}
