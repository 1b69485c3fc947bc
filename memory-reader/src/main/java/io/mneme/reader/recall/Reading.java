package io.mneme.reader.recall;

import java.util.EnumSet;
import java.util.Set;

/**
 * One request on its way through the stores: which writes it knows, and what it had to do without
 * so far. Used by one thread.
 */
public final class Reading {
  private final Consistency consistency;
  private String model = "";
  private final Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);

  Reading(Consistency consistency) {
    this.consistency = consistency;
  }

  public Consistency consistency() {
    return consistency;
  }

  /** The model whose vectors are compared for it; empty where none are. */
  public String model() {
    return model;
  }

  void comparing(String packsModel) {
    model = packsModel;
  }

  /** What its answer is made of, as far as it has come. */
  public Degradation degradation() {
    return Degradation.of(troubles);
  }

  /** Whether it asked for its own writes, which Redis may not know yet. */
  boolean wantsOwnWrites() {
    return !(consistency instanceof Consistency.None);
  }

  boolean isWithout(Trouble trouble) {
    return troubles.contains(trouble);
  }

  void without(Trouble trouble) {
    troubles.add(trouble);
  }
}
