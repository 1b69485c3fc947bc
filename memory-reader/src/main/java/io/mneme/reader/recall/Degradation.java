package io.mneme.reader.recall;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How much less than everything an answer is made of: a level of the ladder, and what it means in
 * sentences.
 */
public record Degradation(Level level, List<String> notices) {

  private static final Set<Trouble> OLD = EnumSet.of(Trouble.PRIMARY, Trouble.POSTGRES);

  /** The ladder. */
  public enum Level {
    /** Everything answers. */
    L0,
    /** Something was left out that only makes the answer better or faster. */
    L1,
    /** From memory, or from a replica alone: recent memories may be missing. */
    L2,
    /** The same, and something else is missing too. */
    L3,
    /** Nothing could be answered. */
    L4
  }

  /** The step on which an answer with these troubles stands. */
  public static Degradation of(Set<Trouble> troubles) {
    Set<Trouble> others = new TreeSet<>(troubles);
    boolean stale = others.removeAll(OLD);
    Level level =
        troubles.isEmpty() ? Level.L0 : !stale ? Level.L1 : others.isEmpty() ? Level.L2 : Level.L3;
    return new Degradation(level, new TreeSet<>(troubles).stream().map(Trouble::sentence).toList());
  }
}
