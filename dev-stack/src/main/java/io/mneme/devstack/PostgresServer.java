package io.mneme.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The distribution's PostgreSQL with pgvector on data of its own: TCP on the loopback address only,
 * passwords asked for, no socket file, never the packaged cluster.
 */
public final class PostgresServer implements Server {
  public static final String SUPERUSER = "postgres";

  static final String SUPERUSER_SECRET = "postgres-superuser";

  /** Where data go when the data folder cannot be entered by the user that runs PostgreSQL. */
  private static final Path ELSEWHERE = Path.of("/var/lib/mneme");

  private static final Duration INITDB_MAX = Duration.ofMinutes(2);

  private final Site site;
  private final Child child;
  private final Durability durability;
  private final PostgresAccount account = PostgresAccount.current();
  private final int port;

  public PostgresServer(Site site, Durability durability) {
    this.site = site;
    this.child = site.child("postgres");
    this.durability = durability;
    this.port = site.data().ports().of("postgres");
  }

  /** The address of a database on it. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public String superuserPassword() {
    return site.data().secret(SUPERUSER_SECRET);
  }

  public int port() {
    return port;
  }

  /** Where its data lie: elsewhere than in the data folder when that cannot be entered. */
  public Path dataDirectory() {
    return home().resolve("data");
  }

  /** Whether they lie in the data folder. */
  public boolean isInsideDataFolder() {
    return dataDirectory().startsWith(site.data().root());
  }

  /** Removes everything it keeps, wherever that lies. */
  public void deleteData() throws IOException {
    DataFolder.deleteTree(home());
  }

  private Path home() {
    Path inside = site.data().root().resolve("postgres");
    Path outside = ELSEWHERE.resolve(site.data().identity());
    if (Files.exists(inside.resolve("data")) || Files.exists(outside.resolve("data"))) {
      return Files.exists(inside.resolve("data")) ? inside : outside;
    }
    if (account.canWrite(account.privateFolder(inside))) {
      return inside;
    }
    return account.privateFolder(outside);
  }

  @Override
  public Child child() {
    return child;
  }

  @Override
  public Probe probe() {
    return Probe.postgres(port);
  }

  @Override
  public Launch prepare() {
    Path home = home();
    Path data = home.resolve("data");
    PostgresInstallation installation = PostgresInstallation.find(versionOf(data));
    if (!Files.exists(data)) {
      initialise(installation, home, data);
    }
    List<String> command = new ArrayList<>();
    command.add(installation.program("postgres"));
    command.add("-D");
    command.add(data.toString());
    Map<String, String> settings = new TreeMap<>(SETTINGS);
    settings.put("port", Integer.toString(port));
    if (durability == Durability.PROCESS_ONLY) {
      settings.putAll(FORGETFUL);
    }
    settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    // INT is "fast": it does not wait for clients and still writes its checkpoint
    return new Launch(account.command(command), Map.of(), Path.of("/"), "INT");
  }

  private static Optional<Integer> versionOf(Path data) {
    Path file = data.resolve("PG_VERSION");
    try {
      return Files.exists(file)
          ? Optional.of(Integer.valueOf(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Made under another name and then renamed: what stands at the final name is complete. */
  private void initialise(PostgresInstallation installation, Path home, Path data) {
    Path fresh = home.resolve("fresh");
    Path password = home.resolve("password");
    Child initdb = site.child("postgres-initdb");
    try {
      DataFolder.deleteTree(fresh);
      DataFolder.writePrivately(password, superuserPassword() + "\n");
      account.own(password);
      List<String> command =
          new ArrayList<>(
              List.of(
                  installation.program("initdb"),
                  "--pgdata=" + fresh,
                  "--username=" + SUPERUSER,
                  "--pwfile=" + password,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale=C.UTF-8"));
      if (durability == Durability.PROCESS_ONLY) {
        command.add("--no-sync");
      }
      initdb.start(Launch.of(account.command(command), Path.of("/")));
      if (initdb.waitForExit(INITDB_MAX).orElse(-1) != 0) {
        initdb.kill();
        throw new ServerFailed("PostgreSQL's data folder could not be made.", initdb.log());
      }
      Files.delete(password);
      Files.move(fresh, data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Modest: a laptop runs six more processes beside it. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "max_connections", "100",
          "shared_buffers", "128MB",
          "max_wal_size", "1GB",
          "jit", "off",
          "log_checkpoints", "off");

  private static final Map<String, String> FORGETFUL =
      Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");
}
