package io.mneme.storage.setup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;

/**
 * Whether a database has the schema of this build: one small query instead of a migration tool's
 * full look, which costs a second of a warm start.
 */
public final class SchemaVersion {
  private SchemaVersion() {}

  /** Whether its last migration is the newest of this build. */
  public static boolean isNewest(Connection connection) throws SQLException {
    return SelectNewestMigration.run(connection).equals(newestOfThisBuild());
  }

  /** For example {@code 011}; empty when the build has none. */
  static Optional<String> newestOfThisBuild() {
    return MigrationFiles.names().stream()
        .map(name -> name.substring(1, name.indexOf("__")))
        .max(Comparator.naturalOrder());
  }
}
