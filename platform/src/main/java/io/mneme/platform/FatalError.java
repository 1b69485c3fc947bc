package io.mneme.platform;

/**
 * What a part calls when it cannot go on and nobody can help: the process ends, a supervisor starts
 * it again, and it reads on from what is durable.
 */
public interface FatalError {

  /**
   * Ends the process. May return (a test's does); the part that calls it stops by itself.
   *
   * @param part which part failed, for example {@code consumer mneme-writer}
   */
  void end(String part, Throwable cause);
}
