package io.mneme.storage.rebuild;

/** A rebuild that must not begin or not end. The message says why, and what to do. */
public final class RebuildRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RebuildRefused(String why) {
    super(why);
  }
}
