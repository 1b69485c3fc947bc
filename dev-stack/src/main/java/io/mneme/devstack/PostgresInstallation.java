package io.mneme.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL with pgvector as Debian lays it out.
 *
 * @param version the major version
 * @param programs where {@code postgres} and {@code initdb} lie
 */
record PostgresInstallation(int version, Path programs) {
  private static final Path HOMES = Path.of("/usr/lib/postgresql");
  private static final Path SHARED = Path.of("/usr/share/postgresql");

  /** The newest, or the one that made these data. */
  static PostgresInstallation find(Optional<Integer> madeBy) {
    List<PostgresInstallation> here = installed();
    if (here.isEmpty()) {
      throw new ServerFailed(
          "PostgreSQL with pgvector is missing; dev-stack/install.sh installs it.");
    }
    if (madeBy.isEmpty()) {
      return here.getLast();
    }
    return here.stream()
        .filter(one -> one.version == madeBy.get())
        .findFirst()
        .orElseThrow(() ->
            new ServerFailed(
                "The data folder was made by PostgreSQL %d, and here is PostgreSQL %d."
                    .formatted(madeBy.get(), here.getLast().version)));
  }

  private static List<PostgresInstallation> installed() {
    if (!Files.isDirectory(HOMES)) {
      return List.of();
    }
    try (Stream<Path> homes = Files.list(HOMES)) {
      return homes
          .filter(home -> home.getFileName().toString().matches("\\d+"))
          .filter(home -> Files.isExecutable(home.resolve("bin/postgres")))
          .filter(home -> Files.exists(home.resolve("lib/vector.so")))
          .filter(home ->
              Files.exists(SHARED.resolve(home.getFileName()).resolve("extension/vector.control")))
          .map(home ->
              new PostgresInstallation(
                  Integer.parseInt(home.getFileName().toString()), home.resolve("bin")))
          .sorted(Comparator.comparingInt(PostgresInstallation::version))
          .toList();
    } catch (IOException e) {
      throw new ServerFailed(HOMES + " cannot be read.", e);
    }
  }

  String program(String name) {
    return programs.resolve(name).toString();
  }
}
