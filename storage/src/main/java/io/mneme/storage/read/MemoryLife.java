package io.mneme.storage.read;

import io.mneme.schemas.memory.Memory;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A memory as it is and as it was.
 *
 * @param now as it is
 * @param before what it said before each correction, oldest first
 * @param isWhole whether {@code before} begins at its birth; false where there are more versions
 *     than were asked for: then it ends now and begins later
 */
public record MemoryLife(Memory now, List<Version> before, boolean isWhole) {

  /**
   * What a memory said until it was corrected.
   *
   * @param text the words; empty where they were in an object that is lost
   * @param knownUntil when the event that changed it was accepted
   * @param changedBy that event
   */
  public record Version(String text, Instant knownUntil, UUID changedBy) {}
}
