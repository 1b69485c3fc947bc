package io.mneme.storage.cold;

import io.mneme.schemas.memory.Embedding;
import java.util.Arrays;

/**
 * One bit a dimension of a cold memory's vector, whether it is above zero: what is kept of its
 * meaning beside its object.
 *
 * @param model that made the vector
 * @param bits the first dimension is the highest bit of the first byte
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined over the array's content below
public record Signature(String model, byte[] bits) {
  private static final int HIGHEST = 0x80;

  /** As PostgreSQL makes it of the stored vector ({@code binary_quantize}). */
  public static Signature of(Embedding embedding) {
    float[] values = embedding.toFloats();
    byte[] bits = new byte[(values.length + Byte.SIZE - 1) / Byte.SIZE];
    for (int i = 0; i < values.length; i++) {
      if (values[i] > 0) {
        bits[i / Byte.SIZE] |= (byte) (HIGHEST >> i % Byte.SIZE);
      }
    }
    return new Signature(embedding.model(), bits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Signature that
        && model.equals(that.model)
        && Arrays.equals(bits, that.bits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bits);
  }

  @Override
  public String toString() {
    return "Signature[" + model + "]";
  }
}
