package io.mneme.embedding;

/**
 * The model answers, and will not embed one of these texts, however often it is asked. Nothing is
 * wrong with the model; whoever gave several texts finds the one by giving them singly.
 */
public final class TextRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TextRefused(String message) {
    super(message);
  }

  public TextRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
