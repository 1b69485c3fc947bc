package io.mneme.testkit;

import io.mneme.devstack.Addresses;
import io.mneme.storage.postgres.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Databases with the schema of this build: migrated once, then copied. */
final class FreshDatabases {
  private static final String TEMPLATE = "mneme_template";
  private static final String ROLE_PASSWORD = "mneme";

  private final Backends.PostgresAdmin admin;
  private int made;

  FreshDatabases(Backends.PostgresAdmin admin) {
    this.admin = admin;
  }

  synchronized Addresses.Postgres make() {
    if (made == 0) {
      execute("create database " + TEMPLATE);
      Migrations.run(
          new Migrations.Admin(url(TEMPLATE), admin.user(), admin.password()),
          Migrations.Passwords.all(ROLE_PASSWORD));
    }
    made++;
    String name = "mneme_" + made;
    execute("create database " + name + " template " + TEMPLATE);
    return new Addresses.Postgres(url(name), ROLE_PASSWORD);
  }

  private String url(String database) {
    return admin.url().replaceFirst("/[^/?]*(\\?.*)?$", "/" + database);
  }

  private void execute(String sql) {
    try (Connection connection =
            DriverManager.getConnection(admin.url(), admin.user(), admin.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError("PostgreSQL refused '" + sql + "': " + e.getMessage(), e);
    }
  }
}
