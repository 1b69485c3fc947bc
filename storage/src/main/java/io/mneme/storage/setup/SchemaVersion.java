package io.mneme.storage.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a database has the schema of this build: one small query instead of a migration tool's
 * full look, which costs a second of a warm start.
 */
public final class SchemaVersion {
  private static final String FOLDER = "db/migration";

  private SchemaVersion() {}

  /** Whether its last migration is the newest of this build. */
  public static boolean isNewest(Connection connection) throws SQLException {
    return SelectNewestMigration.run(connection).equals(newestOfThisBuild());
  }

  /** For example {@code 011}; empty when the build has none. */
  static Optional<String> newestOfThisBuild() {
    URL folder = SchemaVersion.class.getClassLoader().getResource(FOLDER);
    if (folder == null) {
      return Optional.empty();
    }
    try {
      return namesIn(folder).stream()
          .filter(name -> name.matches("V\\d+__\\w+\\.sql"))
          .map(name -> name.substring(1, name.indexOf("__")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> namesIn(URL folder) throws IOException, URISyntaxException {
    if (folder.openConnection() instanceof JarURLConnection jar) {
      return jar.getJarFile().stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(FOLDER + "/"))
          .map(name -> name.substring(FOLDER.length() + 1))
          .toList();
    }
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
