package io.mneme.storage.postgres;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * An array of pgvector half vectors as one binary parameter. As text a vector of 384 dimensions is
 * about 4 kB to print, send and parse; so it is the 768 bytes it is.
 *
 * <p>Array form (array_send in PostgreSQL's arrayfuncs.c): dimensions, has-null flag, element type,
 * then length and lower bound of the dimension; each element with its length before it, -1 for
 * null. Element form (halfvec_send in pgvector's halfvec.c): dimensions and zero as 16-bit
 * integers, then the halves; all big endian.
 */
@SuppressWarnings("serial") // PGobject is Serializable; a parameter is never serialized
public final class HalfVectors extends PGobject implements PGBinaryObject {
  private static final String ARRAY_TYPE = "_halfvec";
  private static final int ARRAY_HEADER_BYTES = 20;
  private static final int VECTOR_HEADER_BYTES = 4;
  private static final int NULL_LENGTH = -1;

  private final List<byte @Nullable []> vectors;
  private final int elementOid;

  private HalfVectors(List<byte @Nullable []> vectors, int elementOid) {
    this.type = ARRAY_TYPE;
    this.vectors = vectors;
    this.elementOid = elementOid;
  }

  /**
   * The parameter.
   *
   * @param vectors as in {@link io.mneme.schemas.memory.Embedding#vector()}, little endian
   */
  static HalfVectors of(Connection connection, List<byte @Nullable []> vectors)
      throws SQLException {
    BaseConnection postgres = connection.unwrap(BaseConnection.class);
    postgres.addDataType(ARRAY_TYPE, HalfVectors.class);
    return new HalfVectors(vectors, postgres.getTypeInfo().getPGType("halfvec"));
  }

  /** The inverse for one vector, from the bytes of {@code halfvec_send}. */
  static byte[] toLittleEndian(byte[] sent) {
    ByteBuffer to =
        ByteBuffer.allocate(sent.length - VECTOR_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    to.asShortBuffer()
        .put(ByteBuffer.wrap(sent).position(VECTOR_HEADER_BYTES).slice().asShortBuffer());
    return to.array();
  }

  @Override
  public int lengthInBytes() {
    int bytes = ARRAY_HEADER_BYTES;
    for (byte[] vector : vectors) {
      bytes += Integer.BYTES + (vector == null ? 0 : VECTOR_HEADER_BYTES + vector.length);
    }
    return bytes;
  }

  @Override
  public void toBytes(byte[] target, int offset) {
    ByteBuffer to = ByteBuffer.wrap(target).position(offset);
    to.putInt(1).putInt(vectors.contains(null) ? 1 : 0).putInt(elementOid);
    to.putInt(vectors.size()).putInt(1);
    for (byte[] vector : vectors) {
      if (vector == null) {
        to.putInt(NULL_LENGTH);
        continue;
      }
      to.putInt(VECTOR_HEADER_BYTES + vector.length);
      to.putShort((short) (vector.length / Short.BYTES)).putShort((short) 0);
      ByteBuffer halves = ByteBuffer.wrap(vector).order(ByteOrder.LITTLE_ENDIAN);
      while (halves.hasRemaining()) {
        to.putShort(halves.getShort());
      }
    }
  }

  @Override
  public void setByteValue(byte[] value, int offset) {
    throw new UnsupportedOperationException("arrays of vectors are only sent");
  }

  @Override
  public String getValue() {
    throw new UnsupportedOperationException("arrays of vectors are only sent in binary");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
