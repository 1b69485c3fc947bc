package io.mneme.storage.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * One column of many rows as one array parameter, for {@code unnest}: a statement takes one round
 * trip and one plan however many rows it has. Sent in binary where the driver can.
 */
final class ColumnArrays {
  private ColumnArrays() {}

  static <R> Array texts(
      Connection connection, Collection<R> rows, Function<R, @Nullable String> column)
      throws SQLException {
    @Nullable String[] values = new @Nullable String[rows.size()];
    int at = 0;
    for (R row : rows) {
      values[at++] = column.apply(row);
    }
    return array(connection, "text", values);
  }

  static <R> Array uuids(
      Connection connection, Collection<R> rows, Function<R, @Nullable UUID> column)
      throws SQLException {
    @Nullable UUID[] values = new @Nullable UUID[rows.size()];
    int at = 0;
    for (R row : rows) {
      values[at++] = column.apply(row);
    }
    return array(connection, "uuid", values);
  }

  static <R> Array integers(Connection connection, Collection<R> rows, ToIntFunction<R> column)
      throws SQLException {
    int[] values = new int[rows.size()];
    int at = 0;
    for (R row : rows) {
      values[at++] = column.applyAsInt(row);
    }
    return array(connection, "int4", values);
  }

  static <R> Array integersOrNull(
      Connection connection, Collection<R> rows, Function<R, @Nullable Integer> column)
      throws SQLException {
    @Nullable Integer[] values = new @Nullable Integer[rows.size()];
    int at = 0;
    for (R row : rows) {
      values[at++] = column.apply(row);
    }
    return array(connection, "int4", values);
  }

  static <R> Array longs(Connection connection, Collection<R> rows, ToLongFunction<R> column)
      throws SQLException {
    long[] values = new long[rows.size()];
    int at = 0;
    for (R row : rows) {
      values[at++] = column.applyAsLong(row);
    }
    return array(connection, "int8", values);
  }

  static <R> Array bytes(
      Connection connection, Collection<R> rows, Function<R, byte @Nullable []> column)
      throws SQLException {
    byte[] @Nullable [] values = new byte[rows.size()][];
    int at = 0;
    for (R row : rows) {
      values[at++] = column.apply(row);
    }
    return array(connection, "bytea", values);
  }

  private static Array array(Connection connection, String type, Object values)
      throws SQLException {
    return connection.unwrap(PGConnection.class).createArrayOf(type, values);
  }
}
