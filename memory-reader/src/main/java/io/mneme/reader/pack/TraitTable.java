package io.mneme.reader.pack;

import io.mneme.reader.words.AnswerKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of the ranking want to know of memories, by slot. They ask it of all of them, so
 * it lies side by side.
 */
public final class TraitTable {
  private final List<PackedMemory> packed;
  private final boolean[] asks;
  private final LocalDate[] days;

  /** Gathered for the first question that wants a kind of answer: most want none. */
  private volatile byte @Nullable [] tells;

  TraitTable(List<PackedMemory> packed) {
    this.packed = packed;
    asks = new boolean[packed.size()];
    days = new LocalDate[asks.length];
    for (int slot = 0; slot < asks.length; slot++) {
      Traits traits = packed.get(slot).traits();
      asks[slot] = traits.asks();
      days[slot] = traits.day();
    }
  }

  /** Whether its text is a question. */
  public boolean asks(int slot) {
    return asks[slot];
  }

  /** Which have an answer of one of these kinds. */
  public boolean[] tell(Set<AnswerKind> kinds) {
    byte wanted = Traits.bits(kinds);
    byte[] known = tells();
    boolean[] tell = new boolean[known.length];
    for (int slot = 0; slot < tell.length; slot++) {
      tell[slot] = (known[slot] & wanted) != 0;
    }
    return tell;
  }

  private byte[] tells() {
    byte[] known = tells;
    if (known == null) {
      known = new byte[packed.size()];
      for (int slot = 0; slot < known.length; slot++) {
        known[slot] = packed.get(slot).traits().tells();
      }
      tells = known;
    }
    return known;
  }

  /** When it was said, in UTC. */
  public LocalDate day(int slot) {
    return days[slot];
  }
}
