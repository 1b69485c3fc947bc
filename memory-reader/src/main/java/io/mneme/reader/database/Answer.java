package io.mneme.reader.database;

/**
 * What a database answered.
 *
 * @param source which one
 */
public record Answer<T>(T value, Source source) {

  /** Who can answer. */
  public enum Source {
    /** A replica that had what was needed. */
    REPLICA,
    PRIMARY,
    /** A replica, because the primary did not answer: it may lack the last moments. */
    REPLICA_ALONE
  }

  /** Whether nobody knows of anything newer. */
  public boolean isNewest() {
    return source == Source.PRIMARY;
  }

  /** Whether the primary should have answered and did not. */
  public boolean isWithoutPrimary() {
    return source == Source.REPLICA_ALONE;
  }
}
