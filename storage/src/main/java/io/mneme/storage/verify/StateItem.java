package io.mneme.storage.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * One thing a store holds. Items come kind by kind, then by tenant, user and name, each compared as
 * UTF-8 bytes.
 *
 * @param tenant of its subject
 * @param user of its subject
 * @param name id of a memory, of a superseded version also where the log ended it, name of a
 *     conversation or session
 * @param digest SHA-256 over all its fields, in hex
 */
public record StateItem(Kind kind, String tenant, String user, String name, String digest) {
  /** The order of a dump. */
  public static final Comparator<StateItem> ORDER =
      Comparator.comparing(StateItem::kind)
          .thenComparing(StateItem::tenant, StateItem::compareBytes)
          .thenComparing(StateItem::user, StateItem::compareBytes)
          .thenComparing(StateItem::name, StateItem::compareBytes);

  /** What it is. */
  public enum Kind {
    MEMORY,
    /** What a memory said before a correction. */
    SUPERSEDED,
    FORGOTTEN,
    CONVERSATION,
    SESSION
  }

  private static int compareBytes(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
