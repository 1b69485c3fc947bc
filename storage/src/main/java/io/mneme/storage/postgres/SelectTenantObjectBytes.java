package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Bytes of each tenant's objects, from the inventory, which is read whole. */
final class SelectTenantObjectBytes {
  private static final String SQL =
      """
      select tenant, sum(bytes) as bytes
      from cold_object
      group by tenant
      """;

  private SelectTenantObjectBytes() {}

  static Map<String, Long> on(Connection connection) throws SQLException {
    Map<String, Long> bytes = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        bytes.put(MemoryRows.text(rows, "tenant"), rows.getLong("bytes"));
      }
    }
    return bytes;
  }
}
