package io.mneme.migrator.job;

import io.mneme.schemas.Subject;
import java.util.UUID;

/**
 * One memory of one subject, as {@code mneme.changes} is keyed: {@code tenant/user/memory_id}.
 *
 * @param subject whose
 * @param memoryId which
 */
record MemoryKey(Subject subject, UUID memoryId) {

  /** Reads a record key. A user's name may hold slashes, so the last one separates. */
  static MemoryKey parse(String key) {
    int slash = key.lastIndexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "a key of mneme.changes is tenant/user/memory_id, not \"" + key + "\"");
    }
    return new MemoryKey(
        Subject.parse(key.substring(0, slash)), UUID.fromString(key.substring(slash + 1)));
  }

  /** Whose memory a key names, without reading the rest of it. */
  static String tenantOf(String key) {
    return key.substring(0, key.indexOf('/'));
  }

  @Override
  public String toString() {
    return subject.key() + "/" + memoryId;
  }
}
