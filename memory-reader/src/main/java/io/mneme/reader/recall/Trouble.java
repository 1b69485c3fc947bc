package io.mneme.reader.recall;

/** A dependency an answer had to do without. */
public enum Trouble {
  EMBEDDER("The embedder does not answer; memories were found by words alone."),
  REDIS("Redis does not answer; revisions were read from PostgreSQL."),
  PRIMARY("Only a replica of PostgreSQL answers; the latest memories may be missing."),
  POSTGRES("PostgreSQL does not answer; recent memories may be missing.");

  private final String sentence;

  Trouble(String sentence) {
    this.sentence = sentence;
  }

  /** What it means for the answer. */
  public String sentence() {
    return sentence;
  }
}
