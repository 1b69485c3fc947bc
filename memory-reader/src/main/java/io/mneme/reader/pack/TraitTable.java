package io.mneme.reader.pack;

import io.mneme.reader.words.AnswerKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What the rules of the ranking want to know of memories, by slot. They ask it of all of them, so
 * it lies side by side.
 */
public final class TraitTable {
  private final boolean[] asks;
  private final byte[] tells;
  private final LocalDate[] days;

  TraitTable(List<PackedMemory> packed) {
    asks = new boolean[packed.size()];
    tells = new byte[asks.length];
    days = new LocalDate[asks.length];
    for (int slot = 0; slot < asks.length; slot++) {
      Traits traits = packed.get(slot).traits();
      asks[slot] = traits.asks();
      tells[slot] = bits(traits.tells());
      days[slot] = traits.day();
    }
  }

  /** Whether its text is a question. */
  public boolean asks(int slot) {
    return asks[slot];
  }

  /** Which have an answer of one of these kinds. */
  public boolean[] tell(Set<AnswerKind> kinds) {
    byte wanted = bits(kinds);
    boolean[] tell = new boolean[tells.length];
    for (int slot = 0; slot < tell.length; slot++) {
      tell[slot] = (tells[slot] & wanted) != 0;
    }
    return tell;
  }

  /** When it was said, in UTC. */
  public LocalDate day(int slot) {
    return days[slot];
  }

  private static byte bits(Set<AnswerKind> kinds) {
    int bits = 0;
    for (AnswerKind kind : kinds) {
      bits |= kind.bit();
    }
    return (byte) bits;
  }
}
