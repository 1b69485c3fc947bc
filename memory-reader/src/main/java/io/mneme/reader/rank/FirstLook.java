package io.mneme.reader.rank;

import io.mneme.reader.pack.QuestionMeaning;
import io.mneme.reader.pack.SubjectPack;
import org.jspecify.annotations.Nullable;

/**
 * What words and vectors say to a question, of every slot. Candidates are chosen by it, and sources
 * ask for it again: it is worked out once. Used by one thread.
 */
final class FirstLook {
  private final Question question;
  private final SubjectPack pack;
  private float @Nullable [] words;
  private float @Nullable [] cosines;

  FirstLook(Question question, SubjectPack pack) {
    this.question = question;
    this.pack = pack;
  }

  Question question() {
    return question;
  }

  SubjectPack pack() {
    return pack;
  }

  /** BM25F. To be read only. */
  float[] words() {
    if (words == null) {
      words = pack.wordScores(question.text());
    }
    return words;
  }

  /** Nearness of the whole; null where the question has no meaning. To be read only. */
  float @Nullable [] cosines() {
    QuestionMeaning meaning = question.meaning();
    if (cosines == null && meaning != null) {
      cosines = pack.cosines(meaning.whole());
    }
    return cosines;
  }
}
