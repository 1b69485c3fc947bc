package io.mneme.reader.recall;

/** L4: no store answers and nothing is held. */
public final class NothingAnswers extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NothingAnswers() {
    super("memory temporarily unavailable");
  }
}
