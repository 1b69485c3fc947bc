package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.storage.write.Unconsolidated.Taken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes those that have waited longest and are nobody's, past rows a writer or another taker is at.
 * Walks unconsolidated_since, then unconsolidated_pkey.
 */
final class TakeUnconsolidated {
  private static final String SQL =
      """
      update unconsolidated u
      set taken_until = now() + ? * interval '1 millisecond'
      from (
        select tenant, user_id
        from unconsolidated
        where since <= now() - ? * interval '1 millisecond'
          and (taken_until is null or taken_until <= now())
        order by since
        limit ?
        for update skip locked) due
      where u.tenant = due.tenant
        and u.user_id = due.user_id
      returning u.tenant, u.user_id, u.taken_until
      """;

  private TakeUnconsolidated() {}

  static List<Taken> on(Connection connection, Duration after, Duration lease, int limit)
      throws SQLException {
    List<Taken> taken = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setLong(1, lease.toMillis());
      statement.setLong(2, after.toMillis());
      statement.setInt(3, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          taken.add(
              new Taken(
                  new Subject(MemoryRows.text(rows, "tenant"), MemoryRows.text(rows, "user_id")),
                  rows.getObject("taken_until", OffsetDateTime.class).toInstant()));
        }
      }
    }
    return taken;
  }
}
