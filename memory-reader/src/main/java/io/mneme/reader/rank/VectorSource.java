package io.mneme.reader.rank;

import io.mneme.reader.pack.SubjectPack;
import org.jspecify.annotations.Nullable;

/** Nearness in meaning: the cosine of question and memory. */
final class VectorSource implements Source {

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public Scale scale() {
    return Scale.STANDARD_SCORE;
  }

  @Override
  public float @Nullable [] score(Question question, SubjectPack pack) {
    return question.vector() == null ? null : pack.cosines(question.vector());
  }
}
