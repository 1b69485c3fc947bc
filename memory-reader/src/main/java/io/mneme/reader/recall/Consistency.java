package io.mneme.reader.recall;

import java.util.OptionalLong;

/** Whether an answer knows the writes its reader asked it to know (promise 6). */
public sealed interface Consistency {

  /** Its name in answers and in the header. */
  String word();

  /** Nobody asked. */
  record None() implements Consistency {
    @Override
    public String word() {
      return "none";
    }
  }

  /** All of them. */
  record Applied() implements Consistency {
    @Override
    public String word() {
      return "applied";
    }
  }

  /**
   * Not yet all of them.
   *
   * @param lagEvents how many events the writer still has before the last of them; empty when
   *     nobody can say
   */
  record Stale(OptionalLong lagEvents) implements Consistency {
    @Override
    public String word() {
      return "stale";
    }
  }
}
