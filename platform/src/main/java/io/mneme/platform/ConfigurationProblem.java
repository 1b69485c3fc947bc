package io.mneme.platform;

/** A setting is unknown or impossible; the message says which and what would do. */
public final class ConfigurationProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationProblem(String message) {
    super(message);
  }
}
