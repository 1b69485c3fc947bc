package io.mneme.benchmarks.torture.history;

import java.util.UUID;

/** What a client asks for. */
public sealed interface Deed {

  /** A turn of a conversation. */
  record Turn(String conversation, String text) implements Deed {}

  /** Other words for a memory. */
  record Correction(UUID memoryId, String text) implements Deed {}

  /** A memory is to be gone. */
  record Forgetting(UUID memoryId) implements Deed {}

  /** The state of a session: one number. */
  record Session(String session, int value) implements Deed {}

  /** One word for it. */
  default String word() {
    return switch (this) {
      case Turn _ -> "turn";
      case Correction _ -> "correction";
      case Forgetting _ -> "forgetting";
      case Session _ -> "session";
    };
  }
}
