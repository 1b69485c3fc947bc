package io.mneme.reader.rank;

import io.mneme.reader.pack.QuestionMeaning;
import io.mneme.reader.pack.SubjectPack;
import io.mneme.reader.pack.WordCounts;
import org.jspecify.annotations.Nullable;

/**
 * What words and vectors say to a question, of every slot. Candidates are chosen by it, and sources
 * ask for it again: it is worked out once. Used by one thread.
 */
final class FirstLook {
  private final Question question;
  private final SubjectPack pack;
  private final WordCounts elsewhere;
  private float @Nullable [] words;
  private float @Nullable [] cosines;

  FirstLook(Question question, SubjectPack pack) {
    this(question, pack, WordCounts.NONE);
  }

  /**
   * @param elsewhere the words of the packs that are searched with this one
   */
  FirstLook(Question question, SubjectPack pack, WordCounts elsewhere) {
    this.question = question;
    this.pack = pack;
    this.elsewhere = elsewhere;
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
      words = pack.wordScores(question.terms(), elsewhere);
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
