package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.storage.cold.ColdReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A subject's memories changed after a revision, oldest change first. Stubs are looked at only when
 * one may have changed: their index does not know revisions. Uses memory_hot_revision,
 * memory_warm_revision, subject_pkey, memory_cold_subject.
 */
final class SelectPackSince {
  static final String SQL =
      """
      select %1$s
      from memory m
      where m.tier in ('hot', 'warm')
        and m.tenant = ?
        and m.user_id = ?
        and m.revision > ?
      union all
      select %1$s
      from memory m
      where m.tier = 'cold'
        and m.tenant = ?
        and m.user_id = ?
        and m.revision > ?
        and (select coalesce(s.cold_revision, s.revision) from subject s
          where s.tenant = ? and s.user_id = ?) > ?
      """
          .formatted(MemoryRows.COLUMNS);

  /** Times the statement asks for subject and revision. */
  private static final int ASKED = 3;

  private SelectPackSince() {}

  static List<ColdReader.Row> on(Connection connection, Subject subject, long afterRevision)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      for (int asked = 0; asked < ASKED; asked++) {
        statement.setString(3 * asked + 1, subject.tenant());
        statement.setString(3 * asked + 2, subject.user());
        statement.setLong(3 * asked + 3, afterRevision);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return oldestFirst(rows);
      }
    }
  }

  /**
   * Ordered here: rows arrive nearly in this order, and PostgreSQL would move all that is in them.
   */
  private static List<ColdReader.Row> oldestFirst(ResultSet rows) throws SQLException {
    record Change(long revision, ColdReader.Row row) {}
    MemoryResult result = new MemoryResult(rows);
    int revision = rows.findColumn("revision");
    List<Change> changes = new ArrayList<>();
    while (rows.next()) {
      changes.add(new Change(rows.getLong(revision), result.row()));
    }
    changes.sort(Comparator.comparingLong(Change::revision));
    return changes.stream().map(Change::row).toList();
  }
}
