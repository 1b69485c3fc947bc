package io.mneme.reader.pack;

/**
 * A direction in one byte a dimension. On the conversations it was measured on, recall with bytes
 * on both sides is that of floats, for a quarter of the memory.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record QuantisedVector(byte[] values, float inverseLength) {
  /** Of what has no vector. */
  static final QuantisedVector NONE = new QuantisedVector(new byte[0], Float.NaN);

  private static final float LARGEST = 127;

  /**
   * Scales so that the largest value fills the byte; length plays no part in a cosine. Rounded in
   * one loop and narrowed in another, because a CPU does many at once of each, and not of both.
   */
  public static QuantisedVector of(float[] vector) {
    float largest = 0;
    for (float value : vector) {
      largest = Math.max(largest, Math.abs(value));
    }
    byte[] values = new byte[vector.length];
    if (largest == 0) {
      return new QuantisedVector(values, 0);
    }
    int[] rounded = new int[vector.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = Math.round(vector[i] / largest * LARGEST);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) rounded[i];
    }
    return new QuantisedVector(values, inverseLength(values));
  }

  /** Cosine of the angle between two vectors of one length; 0 where one has no direction. */
  public float cosine(QuantisedVector other) {
    return Products.BEST.dots(values, other.values)[0] * inverseLength * other.inverseLength;
  }

  /** 0 where there is no direction. */
  static float inverseLength(byte[] values) {
    int squares = 0; // room for a hundred thousand dimensions
    for (byte value : values) {
      squares += value * value;
    }
    return squares == 0 ? 0 : (float) (1 / Math.sqrt(squares));
  }
}
