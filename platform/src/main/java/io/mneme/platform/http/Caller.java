package io.mneme.platform.http;

import java.util.Set;

/**
 * Whom a request speaks for, as its API key says. Nothing in a request but the key decides this.
 *
 * @param tenant whose data it may touch
 * @param keyId which key it came with, for logs
 * @param scopes what it may do
 */
public record Caller(String tenant, String keyId, Set<String> scopes) {
  public static final String INGEST = "ingest";
  public static final String RECALL = "recall";
  public static final String ERASE = "erase";
  public static final String OPS = "ops";

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** Whether it may. */
  public boolean may(String scope) {
    return scopes.contains(scope);
  }

  /**
   * Goes on only if it may.
   *
   * @throws ProblemException 403 otherwise
   */
  public void require(String scope) {
    if (!may(scope)) {
      throw new ProblemException(missing(scope));
    }
  }

  /** The problem of a key without this scope. */
  public static Problem missing(String scope) {
    return Problem.of(
        403, "missing-scope", "This API key does not have the scope \"" + scope + "\".");
  }
}
