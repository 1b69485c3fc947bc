package io.mneme.devstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a cluster says of itself while nobody asks a server ({@code pg_controldata}).
 *
 * @param system told the cluster when it was made; a copy has its original's
 * @param neededLog the first file of its log it reads when it starts; names sort by age
 */
record PostgresControl(String system, String neededLog) {
  private static final String SYSTEM = "Database system identifier";
  private static final String NEEDED_LOG = "Latest checkpoint's REDO WAL file";

  static PostgresControl of(PostgresHome home, PostgresAccount account) {
    Path data = home.data();
    String program = PostgresInstallation.find(home.version()).program("pg_controldata");
    ProcessBuilder asked =
        new ProcessBuilder(account.command(List.of(program, data.toString())))
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true);
    asked.environment().putAll(Map.of("LC_ALL", "C"));
    try {
      Process process = asked.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return new PostgresControl(value(said, SYSTEM), value(said, NEEDED_LOG));
    } catch (IOException e) {
      throw new ServerFailed("The program " + program + " is missing.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailed("The start was interrupted.");
    }
  }

  private static String value(String said, String name) {
    return said.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow(() -> new ServerFailed("PostgreSQL's data do not say their " + name + "."));
  }

  /** The oldest file of a cluster's log that is still there. */
  static Optional<String> oldestLog(PostgresHome home) {
    try (Stream<Path> files = Files.list(home.data().resolve("pg_wal"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("[0-9A-F]{24}"))
          .sorted()
          .findFirst();
    } catch (IOException e) {
      throw new ServerFailed("PostgreSQL's log cannot be read.", e);
    }
  }
}
