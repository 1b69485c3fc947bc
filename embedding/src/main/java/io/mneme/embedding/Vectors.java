package io.mneme.embedding;

/** Arithmetic on one vector. */
final class Vectors {

  private Vectors() {}

  /** Scales to length 1 in place; false, and untouched, when it has no direction. */
  static boolean normalise(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    if (squares == 0 || Double.isNaN(squares) || Double.isInfinite(squares)) {
      return false;
    }
    double scale = 1 / Math.sqrt(squares);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] * scale);
    }
    return true;
  }
}
