package io.mneme.devstack;

import java.nio.file.Path;

/** A server could not be started or kept: one clear sentence, with the path of its log. */
public final class ServerFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String sentence;

  /** When there is no log to look at. */
  public ServerFailed(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** When the log says more. */
  public ServerFailed(String sentence, Path log) {
    this(sentence + " Its log: " + log);
  }

  /** When something underneath said why. */
  public ServerFailed(String sentence, Throwable cause) {
    super(sentence + " (" + cause + ")", cause);
    this.sentence = sentence + " (" + cause + ")";
  }

  /** What to tell the user. */
  public String sentence() {
    return sentence;
  }
}
