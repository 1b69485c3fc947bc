package io.mneme.schemas.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * A vector with the model that made it. Two models are never compared.
 *
 * @param model model and version, for example {@code all-minilm-l6-v2-q/1}
 * @param contentHash SHA-256 of the embedded text, so that a replay finds the vector again
 * @param vector IEEE 754 half floats, little endian, two bytes a dimension; base64 in JSON
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined over the array's content below
public record Embedding(String model, String contentHash, byte[] vector) {

  public Embedding {
    Objects.requireNonNull(model, "embedding.model is missing");
    Objects.requireNonNull(contentHash, "embedding.content_hash is missing");
    Objects.requireNonNull(vector, "embedding.vector is missing");
    if (vector.length % 2 != 0) {
      throw new IllegalArgumentException("embedding.vector ends in the middle of a half float");
    }
  }

  /** Packs a float vector. */
  public static Embedding of(String model, String contentHash, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort(Float.floatToFloat16(value));
    }
    return new Embedding(model, contentHash, bytes.array());
  }

  /** Unpacks to floats, one a dimension. */
  public float[] toFloats() {
    ByteBuffer bytes = ByteBuffer.wrap(vector).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[vector.length / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.float16ToFloat(bytes.getShort());
    }
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that
        && model.equals(that.model)
        && contentHash.equals(that.contentHash)
        && Arrays.equals(vector, that.vector);
  }

  @Override
  public int hashCode() {
    return 31 * contentHash.hashCode() + Arrays.hashCode(vector);
  }
}
