package io.mneme.storage.postgres;

import io.mneme.storage.write.Storable;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings a database to the schema of this build: the roles, then every migration it has not seen.
 * Run by an administrator of the database before the services start; running it again changes
 * nothing.
 */
public final class Migrations {
  private Migrations() {}

  /**
   * Migrates.
   *
   * @param admin may create roles and extensions
   * @param passwords what the services log in with
   * @return how many migrations were applied
   */
  public static int run(Admin admin, Passwords passwords) {
    MigrateResult result =
        Flyway.configure()
            .dataSource(admin.url(), admin.user(), admin.password())
            .locations("classpath:db/migration")
            .validateMigrationNaming(true)
            .placeholders(
                Map.of(
                    "dimensions", Integer.toString(Storable.DIMENSIONS),
                    "writer_password", quoted(passwords.writer()),
                    "reader_password", quoted(passwords.reader()),
                    "mover_password", quoted(passwords.mover())))
            .load()
            .migrate();
    return result.migrationsExecuted;
  }

  /** For the inside of an SQL string. */
  private static String quoted(String password) {
    if (password.contains("$roles$")) {
      throw new IllegalArgumentException("a database password cannot contain $roles$");
    }
    return password.replace("'", "''");
  }

  /** Who migrates. */
  public record Admin(String url, String user, String password) {
    @Override
    public String toString() {
      return "Admin[" + user + " at " + url + "]";
    }
  }

  /** What the three roles log in with. */
  public record Passwords(String writer, String reader, String mover) {
    /** The same for all three, for a laptop. */
    public static Passwords all(String password) {
      return new Passwords(password, password, password);
    }

    @Override
    public String toString() {
      return "Passwords[hidden]";
    }
  }
}
