package io.mneme.reader.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PiecesTest {
  private static final int PIECES = 20_000;

  @Test
  void whatIsFoundIsWhatWasAddedWhereverItStands() {
    Random random = new Random(5);
    Pieces pieces = new Pieces();
    Map<String, int[]> added = new HashMap<>();
    int found = 0;
    for (int i = 0; i < PIECES; i++) {
      String piece = Integer.toString(random.nextInt(PIECES), Character.MAX_RADIX);
      int[] numbers = find(pieces, "x" + piece + "y", 1, piece.length() + 1);
      if (numbers != null) {
        assertThat(numbers).as(piece).isSameAs(added.get(piece));
        found++;
      }
      if (!added.containsKey(piece)) {
        added.put(piece, new int[] {i});
        pieces.add(piece, hash(piece, 0, piece.length()), added.get(piece));
      }
    }
    assertThat(found).isGreaterThan((PIECES - added.size()) * 99 / 100);
  }

  @Test
  void textThatIsMadeToCollideIsToldApartAndNotSearchedForEver() {
    Pieces pieces = new Pieces();
    String text = "AaAaAaAaAa";
    for (int bits = 1; bits < 1 << 5; bits++) {
      StringBuilder collides = new StringBuilder();
      for (int pair = 0; pair < 5; pair++) {
        collides.append((bits >> pair & 1) == 0 ? "Aa" : "BB");
      }
      String piece = collides.toString();
      assertThat(hash(piece, 0, 10)).isEqualTo(hash(text, 0, 10));
      pieces.add(piece, hash(piece, 0, 10), new int[] {bits});
    }

    assertThat(find(pieces, text, 0, 10)).isNull();
    assertThat(find(pieces, "BBAaAaAaAa", 0, 10)).containsExactly(1);
    assertThat(find(pieces, "BBBBBBBBBB", 0, 10)).isNull(); // the last of too many
  }

  private static int @Nullable [] find(Pieces pieces, String text, int begin, int end) {
    return pieces.find(text, begin, end, hash(text, begin, end));
  }

  private static int hash(String text, int begin, int end) {
    int hash = 0;
    for (int i = begin; i < end; i++) {
      hash = Pieces.hash(hash, text.charAt(i));
    }
    return hash;
  }
}
