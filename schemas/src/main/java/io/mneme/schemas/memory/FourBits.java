package io.mneme.schemas.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * Directions in four bits a dimension: levels from -7 to 7, a vector's largest value at the end of
 * the scale, stored as level + 8, two to a byte, the first in the lower half. On the conversations
 * it was measured on, comparing tokens so finds what it finds with floats.
 *
 * <p>Unpacking what was packed and packing that gives the same bytes again.
 */
final class FourBits {
  static final int LEVEL_MAX = 7;

  private static final int ZERO = 8;
  private static final int BITS = 4;
  private static final int MASK = 0xf;

  private FourBits() {}

  /** Bytes of a vector of an even number of dimensions. */
  static int bytes(int dimensions) {
    return dimensions / 2;
  }

  static byte[] pack(List<float[]> vectors) {
    int bytes = bytes(vectors.getFirst().length);
    byte[] packed = new byte[vectors.size() * bytes];
    int at = 0;
    for (float[] vector : vectors) {
      float largest = 0;
      for (float value : vector) {
        largest = Math.max(largest, Math.abs(value));
      }
      float scale = largest == 0 ? 0 : LEVEL_MAX / largest;
      for (int i = 0; i < vector.length; i += 2) {
        int low = Math.round(vector[i] * scale) + ZERO;
        int high = Math.round(vector[i + 1] * scale) + ZERO;
        packed[at++] = (byte) (low | high << BITS);
      }
    }
    return packed;
  }

  static List<byte[]> unpack(byte[] packed, int dimensions) {
    int bytes = bytes(dimensions);
    List<byte[]> vectors = new ArrayList<>(packed.length / bytes);
    for (int from = 0; from < packed.length; from += bytes) {
      byte[] levels = new byte[dimensions];
      for (int i = 0; i < bytes; i++) {
        levels[2 * i] = (byte) ((packed[from + i] & MASK) - ZERO);
        levels[2 * i + 1] = (byte) ((packed[from + i] >> BITS & MASK) - ZERO);
      }
      vectors.add(levels);
    }
    return vectors;
  }
}
