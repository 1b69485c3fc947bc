package io.mneme.reader.pack;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.MemoryScope;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices, once each, when a scope of many users holds more than an exact search in memory is meant
 * for. It goes on working, and costs every recall that asks for it.
 */
final class ScopeSizes {
  /** About 80 MB of a reader's memory, and what one recall looks through. */
  static final int MEMORIES_MAX = 50_000;

  private final Set<Subject> outgrown = ConcurrentHashMap.newKeySet();

  /**
   * Takes note of what an owner holds.
   *
   * @return whether it is too much now and was not before
   */
  boolean outgrew(Subject owner, int memories) {
    if (MemoryScope.of(owner) == MemoryScope.PRIVATE) {
      return false;
    }
    if (memories <= MEMORIES_MAX) {
      outgrown.remove(owner);
      return false;
    }
    return outgrown.add(owner);
  }
}
