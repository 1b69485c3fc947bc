package io.mneme.schemas.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Vectors with the model that made them. Two models are never compared.
 *
 * @param model model and version, for example {@code all-minilm-l6-v2-q/1}
 * @param contentHash SHA-256 of the embedded text, so that a replay finds the vector again
 * @param vector of the whole text: IEEE 754 half floats, little endian, two bytes a dimension;
 *     base64 in JSON
 * @param tokens of the words that carry its meaning, as {@link FourBits} packs them; base64 in
 *     JSON; absent, or empty, where the model gives only the whole
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined over the array's content below
public record Embedding(String model, String contentHash, byte[] vector, byte @Nullable [] tokens) {
  /** Length of a token's vector. */
  public static final int TOKEN_DIMENSIONS = 96;

  public Embedding {
    Objects.requireNonNull(model, "embedding.model is missing");
    Objects.requireNonNull(contentHash, "embedding.content_hash is missing");
    Objects.requireNonNull(vector, "embedding.vector is missing");
    if (vector.length % 2 != 0) {
      throw new IllegalArgumentException("embedding.vector ends in the middle of a half float");
    }
    if (tokens != null && tokens.length % FourBits.bytes(TOKEN_DIMENSIONS) != 0) {
      throw new IllegalArgumentException("embedding.tokens ends in the middle of a token");
    }
    if (tokens != null && tokens.length == 0) {
      tokens = null;
    }
  }

  /** Packs what a model says of a text as a whole. */
  public static Embedding of(String model, String contentHash, float[] values) {
    return of(model, contentHash, values, List.of());
  }

  /**
   * Packs what a model says of a text.
   *
   * @param tokens one vector for each word that carries meaning, in their order
   */
  public static Embedding of(
      String model, String contentHash, float[] values, List<float[]> tokens) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort(Float.floatToFloat16(value));
    }
    return new Embedding(
        model, contentHash, bytes.array(), tokens.isEmpty() ? null : FourBits.pack(tokens));
  }

  /** Unpacks to floats, one a dimension. */
  public float[] toFloats() {
    short[] halves = new short[vector.length / 2];
    ByteBuffer.wrap(vector).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(halves);
    float[] values = new float[halves.length];
    for (int i = 0; i < values.length; i++) { // from array to array: many at once
      values[i] = Float.float16ToFloat(halves[i]);
    }
    return values;
  }

  /** One vector for each token in levels from -7 to 7; only their directions mean something. */
  public List<byte[]> tokenLevels() {
    return tokens == null ? List.of() : FourBits.unpack(tokens, TOKEN_DIMENSIONS);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that
        && model.equals(that.model)
        && contentHash.equals(that.contentHash)
        && Arrays.equals(vector, that.vector)
        && Arrays.equals(tokens, that.tokens);
  }

  @Override
  public int hashCode() {
    return 31 * contentHash.hashCode() + Arrays.hashCode(vector);
  }
}
