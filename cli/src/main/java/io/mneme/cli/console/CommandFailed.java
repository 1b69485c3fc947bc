package io.mneme.cli.console;

/**
 * A command cannot do what was asked. The message is one sentence for the person at the keyboard:
 * what is wrong, and what to do next.
 */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailed(String sentence) {
    super(sentence);
  }

  public CommandFailed(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
