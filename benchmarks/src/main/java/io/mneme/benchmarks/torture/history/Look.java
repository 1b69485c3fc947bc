package io.mneme.benchmarks.torture.history;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client saw when it read with the position of its last command. */
public sealed interface Look {
  /** The last command the client had acknowledged: the answer was to know it and all before. */
  Command after();

  /** Who was asked, from 0. */
  int reader();

  Seen seen();

  /** At a memory. */
  record AtMemory(Command after, int reader, UUID memory, Seen seen) implements Look {}

  /** At a session. */
  record AtSession(Command after, int reader, String session, Seen seen) implements Look {}

  /** What the answer was. */
  sealed interface Seen {

    /**
     * An answer.
     *
     * @param applied whether it said that it knows the command
     * @param value the words of the memory, the number of the session; null: there is none
     */
    record Shown(boolean applied, @Nullable String value) implements Seen {}

    /** None: an error, or silence. */
    record Nothing(String why) implements Seen {}
  }
}
