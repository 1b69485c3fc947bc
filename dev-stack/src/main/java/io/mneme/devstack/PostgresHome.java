package io.mneme.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where one PostgreSQL keeps its things: in the data folder, or elsewhere when the user that runs
 * it cannot enter that.
 */
final class PostgresHome {
  private static final Path ELSEWHERE = Path.of("/var/lib/mneme");

  private final PostgresAccount account;
  private final Path inside;
  private final Path outside;

  private PostgresHome(PostgresAccount account, Path inside, Path outside) {
    this.account = account;
    this.inside = inside;
    this.outside = outside;
  }

  static PostgresHome ofPrimary(Site site, PostgresAccount account) {
    return new PostgresHome(
        account, site.data().root().resolve("postgres"), ELSEWHERE.resolve(site.data().identity()));
  }

  static PostgresHome ofReplica(Site site, PostgresAccount account, String name) {
    return new PostgresHome(
        account,
        site.data().root().resolve(name),
        ELSEWHERE.resolve(site.data().identity() + "-" + name));
  }

  /** The folder, made when it is not there, which only that user can look into. */
  Path folder() {
    if (Files.exists(inside.resolve("data")) || Files.exists(outside.resolve("data"))) {
      return Files.exists(inside.resolve("data")) ? inside : outside;
    }
    if (account.canWrite(account.privateFolder(inside))) {
      return inside;
    }
    return account.privateFolder(outside);
  }

  /** The cluster in it; whole when it is there, since it is renamed to this name when it is. */
  Path data() {
    return folder().resolve("data");
  }

  /** Which PostgreSQL made the cluster; empty when there is none. */
  Optional<Integer> version() {
    Path file = data().resolve("PG_VERSION");
    try {
      return Files.exists(file)
          ? Optional.of(Integer.valueOf(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete() throws IOException {
    DataFolder.deleteTree(folder());
  }
}
