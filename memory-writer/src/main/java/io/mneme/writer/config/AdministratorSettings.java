package io.mneme.writer.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.platform.ConfigurationProblem;
import io.mneme.storage.postgres.Migrations;

/**
 * Who may make and rename schemas; asked for by a rebuild, never by the running writer. Blank is
 * not set.
 *
 * @param user a superuser, or a member of {@code mneme_owner} that bypasses row-level security
 * @param password of that user
 */
@ConfigurationProperties("mneme.administrator")
public record AdministratorSettings(String user, String password) {

  /** The login for the database of the writer. */
  public Migrations.Admin at(PostgresSettings postgres) {
    if (user.isBlank()) {
      throw new ConfigurationProblem(
          "a rebuild needs an administrator's login: MNEME_POSTGRES_ADMIN_USER and"
              + " MNEME_POSTGRES_ADMIN_PASSWORD");
    }
    return new Migrations.Admin(postgres.url(), user, password);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "AdministratorSettings[" + user + "]";
  }
}
