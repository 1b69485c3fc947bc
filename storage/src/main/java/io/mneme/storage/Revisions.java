package io.mneme.storage;

/**
 * How a subject's revision is made: an edition in the upper bits, a count of changes in the lower
 * 40. A subject written anew as a whole (by a rebuild or a replay) has another edition, and whoever
 * holds rows of an edition before it reads the subject from the beginning.
 */
public final class Revisions {
  /** A subject can change 10^12 times an edition, and 8,000 editions fit a JSON number. */
  public static final int COUNT_BITS = 40;

  private Revisions() {}

  /** Which edition of the subject a revision counts. */
  public static long edition(long revision) {
    return revision >> COUNT_BITS;
  }
}
