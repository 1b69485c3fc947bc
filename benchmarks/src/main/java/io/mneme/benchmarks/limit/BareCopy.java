package io.mneme.benchmarks.limit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * COPY of rows the writer stored into a table of their shape without an index, by PostgreSQL's own
 * client: how fast that server takes these bytes.
 */
public final class BareCopy {
  private static final Pattern COPIED = Pattern.compile("COPY (\\d+)\\s+Time: ([0-9.]+) ms");

  /** Half a second of them; more would leave PostgreSQL busy behind the measurement. */
  private static final int ROWS = 40_000;

  private final String url;
  private final String superuser;
  private final String password;

  /**
   * @param url {@code jdbc:postgresql://host:port/database}
   * @param superuser who may read every row and make a table
   */
  public BareCopy(String url, String superuser, String password) {
    this.url = url.substring("jdbc:".length());
    this.superuser = superuser;
    this.password = password;
  }

  /** Rows a second. */
  public double rowsPerSecond() throws IOException, InterruptedException {
    Path rows = Files.createTempFile("mneme-bench-", ".copy");
    try {
      String said =
          psql(
              """
              create table bare_copy (like memory);
              \\copy (select * from memory limit %2$d) to '%1$s' with (format binary)
              \\timing on
              \\copy bare_copy from '%1$s' with (format binary)
              \\timing off
              drop table bare_copy;
              """
                  .formatted(rows, ROWS));
      Matcher copied = COPIED.matcher(said);
      if (!copied.find()) {
        throw new IOException("psql did not say how long a COPY took: " + said.strip());
      }
      return Double.parseDouble(copied.group(1)) / (Double.parseDouble(copied.group(2)) / 1_000);
    } finally {
      Files.delete(rows);
    }
  }

  private String psql(String script) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("psql", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--dbname=" + url)
            .redirectErrorStream(true);
    builder.environment().putAll(Map.of("PGUSER", superuser, "PGPASSWORD", password));
    Process psql = builder.start();
    psql.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
    psql.getOutputStream().close();
    String said = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (psql.waitFor() != 0) {
      throw new IOException("psql failed: " + said.strip());
    }
    return said;
  }
}
