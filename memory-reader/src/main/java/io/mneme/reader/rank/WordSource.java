package io.mneme.reader.rank;

/** The same words, in the memory or in the turns around it: BM25F. */
final class WordSource implements Source {

  @Override
  public String name() {
    return "words";
  }

  @Override
  public Scale scale() {
    return Scale.STANDARD_SCORE;
  }

  @Override
  public float[] score(Evidence evidence) {
    return evidence.firstLook().words();
  }
}
