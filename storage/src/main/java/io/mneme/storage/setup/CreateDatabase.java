package io.mneme.storage.setup;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * Makes a database if there is none of its name. Uses no index: {@code pg_database} has as many
 * rows as the server has databases.
 */
public final class CreateDatabase {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
  private static final String DUPLICATE_DATABASE = "42P04";

  private CreateDatabase() {}

  /**
   * Makes it.
   *
   * @param admin a connection to another database of the server, of a role that may create one
   * @return whether it was made now
   */
  public static boolean ifMissing(Connection admin, String name) throws SQLException {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is no name for a database");
    }
    try (Statement statement = admin.createStatement()) {
      statement.execute("create database " + name);
      return true;
    } catch (SQLException e) {
      if (DUPLICATE_DATABASE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }
}
