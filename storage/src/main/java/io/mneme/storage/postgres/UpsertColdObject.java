package io.mneme.storage.postgres;

import io.mneme.storage.cold.ColdObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Names an object in the inventory before it is written, or again. Uses cold_object_pkey. */
final class UpsertColdObject {
  private static final String SQL =
      """
      insert into cold_object (
        object_key, tenant, state, rows, bytes, sha256, text_chars, touched_at)
      values (?, ?, 'written', ?, ?, ?, ?, now())
      on conflict (object_key) do update
        set state = 'written', bytes = excluded.bytes, sha256 = excluded.sha256,
          text_chars = excluded.text_chars, touched_at = excluded.touched_at
      """;

  private UpsertColdObject() {}

  static void on(Connection connection, ColdObject object) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, object.key());
      statement.setString(2, object.memories().getFirst().tenant());
      statement.setInt(3, object.memories().size());
      statement.setLong(4, object.bytes().length);
      statement.setString(5, ColdObject.sha256(object.bytes()));
      statement.setLong(6, object.textChars());
      int written = statement.executeUpdate();
      if (written != 1) {
        throw new IllegalStateException("wrote " + written + " inventory rows");
      }
    }
  }
}
