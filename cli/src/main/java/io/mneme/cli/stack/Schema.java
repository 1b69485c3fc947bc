package io.mneme.cli.stack;

import io.mneme.devstack.Addresses;
import io.mneme.devstack.Deployable;
import io.mneme.devstack.ServerFailed;
import io.mneme.storage.postgres.Migrations;
import io.mneme.storage.setup.CreateDatabase;
import io.mneme.storage.setup.SchemaVersion;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The database and its schema.
 *
 * @param adminUrl some database of the server, to make others from
 * @param target where the services will find theirs
 */
record Schema(String adminUrl, String user, String password, Addresses.Postgres target) {

  void bringUpToDate() {
    try (Connection admin = DriverManager.getConnection(adminUrl, user, password)) {
      boolean made = CreateDatabase.ifMissing(admin, name());
      if (!made && isNewest() && rolesCanLogIn()) {
        return;
      }
    } catch (SQLException e) {
      throw new ServerFailed("PostgreSQL refused to make the database.", e);
    }
    Migrations.run(
        new Migrations.Admin(target.url(), user, password),
        Migrations.Passwords.all(target.password()));
  }

  private String name() {
    return target.url().replaceFirst(".*/([^/?]+)(\\?.*)?$", "$1");
  }

  private boolean isNewest() throws SQLException {
    try (Connection database = DriverManager.getConnection(target.url(), user, password)) {
      return SchemaVersion.isNewest(database);
    }
  }

  /** A data folder whose passwords were made anew gives them to the roles by migrating again. */
  private boolean rolesCanLogIn() {
    String role = Deployable.WRITER.databaseUser();
    try (Connection asService =
        DriverManager.getConnection(target.url(), role, target.password())) {
      return asService.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }
}
