package io.mneme.reader.recall;

/** A dependency an answer had to do without. */
public enum Trouble {
  EMBEDDER(
      "The embedder does not answer; memories were found by words alone, cold ones not at all."),
  REDIS("Redis does not answer; revisions were read from PostgreSQL."),
  LOST_OBJECTS("Objects of cold memories are lost or damaged; those memories are unavailable."),
  SCOPES("What is known to more than one user could not be read; those memories are missing."),
  LATE_OBJECTS("Object storage did not answer in time; some cold memories are missing."),
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
