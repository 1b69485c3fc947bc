package io.mneme.benchmarks.limit;

import io.mneme.storage.postgres.PostgresReadStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statement a pack is read with, asked of PostgreSQL by its own load generator, which looks at
 * nothing that comes back.
 */
public final class BareStatement {
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

  private final String url;
  private final String login;
  private final String password;
  private final String script;

  /**
   * @param url {@code jdbc:postgresql://host:port/database}
   * @param login the role readers log in as, so that row-level security costs what it costs them
   */
  public BareStatement(String url, String login, String password, Whose whose) {
    this.url = url.substring("jdbc:".length());
    this.login = login;
    this.password = password;
    this.script = script(whose);
  }

  /**
   * Whose memories are asked for, one user after the other at random.
   *
   * @param users whose names are a name and a number from 0
   */
  public record Whose(String tenant, String userName, int users) {}

  static String script(Whose whose) {
    String tenant = "'" + whose.tenant() + "'";
    String user = "('" + whose.userName() + "' || :number)";
    String statement = PostgresReadStore.packStatement();
    List<String> values = List.of(tenant, user, "0");
    for (int asked = 0; statement.contains("?"); asked++) {
      statement = statement.replaceFirst("\\?", values.get(asked % values.size()));
    }
    return """
    \\set number random(0, %d)
    begin read only;
    select set_config('mneme.tenant', %s, true), set_config('mneme.user', %s, true);
    %s;
    commit;
    """
        .formatted(whose.users() - 1, tenant, user, statement.strip());
  }

  /** Transactions a second, by so many clients for so long. */
  public double perSecond(int clients, int seconds) throws IOException, InterruptedException {
    Path file = Files.createTempFile("mneme-bench-", ".sql");
    try {
      Files.writeString(file, script);
      List<String> command =
          new ArrayList<>(List.of("pgbench", "--no-vacuum", "--protocol=prepared"));
      command.addAll(List.of("--client=" + clients, "--jobs=2", "--time=" + seconds));
      command.addAll(List.of("--file=" + file, url));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("PGUSER", login);
      builder.environment().put("PGPASSWORD", password);
      Process pgbench = builder.start();
      String said = new String(pgbench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher rate = RATE.matcher(said);
      if (pgbench.waitFor() != 0 || !rate.find()) {
        throw new IOException("pgbench failed: " + said.strip());
      }
      return Double.parseDouble(rate.group(1));
    } finally {
      Files.delete(file);
    }
  }
}
