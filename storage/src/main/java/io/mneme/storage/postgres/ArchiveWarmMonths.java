package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;

/** Detaches and drops the warm leaves of months long past that hold no row any more. */
final class ArchiveWarmMonths {
  private static final String SQL =
      """
      select archive_warm_months(?)
      """;

  private ArchiveWarmMonths() {}

  /**
   * How many went; one that is in use at the moment stays until the next time.
   *
   * @param before the first month that is kept whether it is empty or not
   */
  static int on(Connection connection, YearMonth before) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setObject(1, before.atDay(1));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }
}
