package io.mneme.reader.database;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How far the primary's log was at the last looks. It turns a place in the log into a moment: lag
 * is then time, while an idle primary, whose log stands still, makes none.
 */
final class WrittenLog {
  static final int LOOKS_MAX = 32;

  private final Deque<Look> looks = new ArrayDeque<>();

  private record Look(Instant at, long written) {}

  /**
   * The log had come so far.
   *
   * @param at before it was asked
   */
  synchronized void saw(Instant at, long written) {
    if (looks.size() == LOOKS_MAX) {
      looks.removeLast();
    }
    looks.addFirst(new Look(at, written));
  }

  /** The last moment at which nothing was written that lies behind this place. */
  synchronized Optional<Instant> momentOf(long replayed) {
    return looks.stream().filter(look -> look.written() <= replayed).map(Look::at).findFirst();
  }
}
