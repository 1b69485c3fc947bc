package io.mneme.embedding;

/** The model cannot answer now: an outage, to be waited out. Never a reason for a dead letter. */
public final class EmbedderUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  public EmbedderUnavailable(String message) {
    super(message);
  }

  public EmbedderUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
