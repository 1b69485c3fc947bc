package io.mneme.storage.postgres;

import io.mneme.storage.cold.Gathering;
import io.mneme.storage.cold.Gathering.Small;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The small objects of tenants and months that may have enough of them to be gathered. Only those
 * older than a grace: a younger one may be waiting for its stubs. Reads the inventory, along
 * cold_object_pkey.
 */
final class SelectSmallObjects {
  private static final String SQL =
      """
      select object_key, rows, text_chars
      from (
        select object_key, rows, text_chars,
          count(*) over folder as objects,
          sum(rows) over folder as all_rows,
          sum(text_chars) over folder as all_chars
        from (
          select object_key, rows, coalesce(text_chars, 8 * bytes) as text_chars
          from cold_object
          where state = 'verified'
            and touched_at < now() - make_interval(secs => ?)) o
        where rows < ?
          and text_chars < ?
        window folder as (partition by substring(object_key from '^(.*)/'))) s
      where objects > ?
        or objects > 1 and (all_rows >= ? or all_chars >= ?)
      order by object_key
      limit ?
      """;

  private SelectSmallObjects() {}

  static List<Small> on(Connection connection, long graceSeconds, int limit) throws SQLException {
    List<Small> small = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setLong(1, graceSeconds);
      statement.setInt(2, Gathering.SMALL_ROWS_MAX);
      statement.setLong(3, Gathering.SMALL_TEXT_CHARS_MAX);
      statement.setInt(4, Gathering.SMALL_MAX);
      statement.setInt(5, Gathering.SMALL_ROWS_MAX);
      statement.setLong(6, Gathering.SMALL_TEXT_CHARS_MAX);
      statement.setInt(7, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          small.add(
              new Small(
                  MemoryRows.text(rows, "object_key"),
                  rows.getInt("rows"),
                  rows.getLong("text_chars")));
        }
      }
    }
    return small;
  }
}
