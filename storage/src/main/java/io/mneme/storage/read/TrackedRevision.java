package io.mneme.storage.read;

import java.util.OptionalLong;

/**
 * A subject's revision from one asking until the next change. Two that are the same object have
 * nothing of the subject between them; after a change there is another.
 */
public final class TrackedRevision {
  private static final long UNKNOWN = -1;

  private final long askedNanos;
  private volatile long revision = UNKNOWN;

  /**
   * One that is being asked for.
   *
   * @param askedNanos when, by {@link System#nanoTime}
   */
  public TrackedRevision(long askedNanos) {
    this.askedNanos = askedNanos;
  }

  /** One that was read and of whose changes nobody is told. */
  public static TrackedRevision untracked(OptionalLong revision) {
    TrackedRevision untracked = new TrackedRevision(0);
    revision.ifPresent(untracked::is);
    return untracked;
  }

  public long askedNanos() {
    return askedNanos;
  }

  /** Empty until somebody knows. */
  public OptionalLong revision() {
    long known = revision;
    return known == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(known);
  }

  /** Says what it is, as read after it was asked for: from the cache, or from the store. */
  public void is(long known) {
    revision = known;
  }
}
