package io.mneme.reader.recall;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How much less than everything an answer is made of: a level of the ladder, and what it means in
 * sentences.
 */
public record Degradation(Level level, List<String> notices) {

  /** The ladder. */
  public enum Level {
    /** Everything answers. */
    L0,
    /** Something was left out that only makes the answer better or faster. */
    L1,
    /** From memory: recent memories may be missing. */
    L2,
    /** From memory, and something else is missing too. */
    L3,
    /** Nothing could be answered. */
    L4
  }

  /** The step on which an answer with these troubles stands. */
  public static Degradation of(Set<Trouble> troubles) {
    boolean stale = troubles.contains(Trouble.POSTGRES);
    Level level =
        troubles.isEmpty()
            ? Level.L0
            : !stale ? Level.L1 : troubles.size() == 1 ? Level.L2 : Level.L3;
    return new Degradation(level, new TreeSet<>(troubles).stream().map(Trouble::sentence).toList());
  }
}
