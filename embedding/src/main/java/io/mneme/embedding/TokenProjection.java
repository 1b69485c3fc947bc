package io.mneme.embedding;

import io.mneme.embedding.TextEmbedding.TokenRole;
import io.mneme.embedding.TextEmbedding.TokenState;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A model's token states in the few dimensions in which they differ most: the mean state taken
 * away, then the leading principal components of the states of the model's own vocabulary. No text
 * of anybody has a part in it, so it fits none in particular.
 */
final class TokenProjection {
  private static final int FROM = InProcessModel.DIMENSIONS;
  private static final int TO = TextEmbedding.TOKEN_DIMENSIONS;

  private final float[] mean;

  /** A row for each dimension of a state. */
  private final float[][] basis;

  private TokenProjection(float[] mean, float[][] basis) {
    this.mean = mean;
    this.basis = basis;
  }

  /**
   * As computed from the model's vocabulary and kept beside this class: the mean, then the basis
   * row by row, as big-endian half floats.
   */
  static TokenProjection of(InProcessModel model) throws IOException {
    String name = model.projection();
    try (InputStream stream = TokenProjection.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("no " + name + " on the class path");
      }
      DataInputStream halves = new DataInputStream(stream);
      float[] mean = read(halves, FROM);
      float[][] basis = new float[FROM][];
      for (int row = 0; row < FROM; row++) {
        basis[row] = read(halves, TO);
      }
      return new TokenProjection(mean, basis);
    }
  }

  /**
   * What each token means where it stands.
   *
   * @param tokens as the tokenizer names them
   * @param states one for each
   */
  List<TokenState> of(String[] tokens, float[][] states) {
    List<TokenState> projected = new ArrayList<>(tokens.length);
    for (int i = 0; i < tokens.length; i++) {
      float[] direction = project(states[i]);
      if (Vectors.normalise(direction)) {
        TokenRole role = FunctionWords.has(tokens[i]) ? TokenRole.FUNCTION : TokenRole.CONTENT;
        projected.add(new TokenState(direction, role));
      }
    }
    return projected;
  }

  /** For measuring it: a row for each dimension of a state, a column for each kept. */
  double[][] basis() {
    double[][] copy = new double[FROM][TO];
    for (int i = 0; i < FROM; i++) {
      for (int j = 0; j < TO; j++) {
        copy[i][j] = basis[i][j];
      }
    }
    return copy;
  }

  private float[] project(float[] state) {
    float[] unit = state.clone();
    float[] projected = new float[TO];
    if (!Vectors.normalise(unit)) {
      return projected;
    }
    for (int i = 0; i < FROM; i++) {
      float value = unit[i] - mean[i];
      float[] row = basis[i];
      for (int j = 0; j < TO; j++) {
        projected[j] += value * row[j];
      }
    }
    return projected;
  }

  private static float[] read(DataInputStream halves, int count) throws IOException {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = Float.float16ToFloat(halves.readShort());
    }
    return values;
  }
}
