package io.mneme.storage.setup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Which migration a database has seen last. Reads Flyway's table by its primary key, backwards. */
final class SelectNewestMigration {
  private static final String UNDEFINED_TABLE = "42P01";

  private static final String SQL =
      """
      select version
      from flyway_schema_history
      where success and version is not null
      order by installed_rank desc
      limit 1
      """;

  private SelectNewestMigration() {}

  /** Empty where none was ever run. */
  static Optional<String> run(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SQL)) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
