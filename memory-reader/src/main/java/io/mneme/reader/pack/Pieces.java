package io.mneme.reader.pack;

import org.jspecify.annotations.Nullable;

/**
 * Pieces of text whose terms are known. A piece is looked up where it stands in a text, and becomes
 * a string of its own only when it is new: a pack of a thousand memories asks for tens of thousands
 * and learns some hundreds. Used by one thread.
 */
final class Pieces {
  /** More than a subject has that talks one language. */
  private static final int PIECES_MAX = 100_000;

  /** Text that is made to collide is analysed each time and not looked for in vain. */
  private static final int PROBES_MAX = 16;

  private static final int SLOTS_AT_FIRST = 1 << 10;

  /** Of 2^32. */
  private static final int GOLDEN_RATIO = 0x9E3779B9;

  // linear probing, at most half full
  private @Nullable Piece[] slots = new Piece[SLOTS_AT_FIRST];
  private int count;

  /** Numbers of the terms of a piece. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Piece(String text, int hash, int[] numbers) {

    boolean is(String in, int begin, int end, int itsHash) {
      return hash == itsHash && text.length() == end - begin && in.startsWith(text, begin);
    }
  }

  /** A character more of a piece, whose hash is 0 before the first. */
  static int hash(int before, char next) {
    return 31 * before + next;
  }

  /**
   * The terms of what stands between two places of a text.
   *
   * @param hash of that
   */
  int @Nullable [] find(String text, int begin, int end, int hash) {
    int slot = first(hash);
    for (int probe = 0; probe < PROBES_MAX; probe++) {
      Piece piece = slots[slot];
      if (piece == null) {
        return null;
      }
      if (piece.is(text, begin, end, hash)) {
        return piece.numbers();
      }
      slot = next(slot);
    }
    return null;
  }

  /** Remembers a piece that was not found, while there is room. */
  void add(String text, int hash, int[] numbers) {
    if (count >= PIECES_MAX) {
      return;
    }
    if (2 * count >= slots.length) {
      grow();
    }
    if (put(new Piece(text, hash, numbers))) {
      count++;
    }
  }

  private void grow() {
    @Nullable Piece[] before = slots;
    slots = new Piece[2 * before.length];
    count = 0;
    for (Piece piece : before) {
      if (piece != null && put(piece)) {
        count++;
      }
    }
  }

  private boolean put(Piece piece) {
    int slot = first(piece.hash());
    for (int probe = 0; probe < PROBES_MAX; probe++) {
      if (slots[slot] == null) {
        slots[slot] = piece;
        return true;
      }
      slot = next(slot);
    }
    return false;
  }

  /** Words that are alike have hashes that are near each other: this spreads them (Fibonacci). */
  private int first(int hash) {
    return (hash * GOLDEN_RATIO) >>> (Integer.numberOfLeadingZeros(slots.length) + 1);
  }

  private int next(int slot) {
    return slot + 1 & slots.length - 1;
  }
}
