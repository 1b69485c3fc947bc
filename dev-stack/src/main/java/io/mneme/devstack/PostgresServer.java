package io.mneme.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The distribution's PostgreSQL with pgvector on data of its own: TCP on the loopback address only,
 * passwords asked for, no socket file, never the packaged cluster.
 */
public final class PostgresServer implements Server {
  public static final String SUPERUSER = "postgres";

  static final String SUPERUSER_SECRET = "postgres-superuser";

  private static final Duration INITDB_MAX = Duration.ofMinutes(2);

  private final Site site;
  private final Child child;
  private final Durability durability;
  private final PostgresAccount account = PostgresAccount.current();
  private final PostgresHome home;
  private final int port;

  public PostgresServer(Site site, Durability durability) {
    this.site = site;
    this.child = site.child("postgres");
    this.durability = durability;
    this.home = PostgresHome.ofPrimary(site, account);
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
    return home.data();
  }

  /** Whether they lie in the data folder. */
  public boolean isInsideDataFolder() {
    return dataDirectory().startsWith(site.data().root());
  }

  /** Removes everything it keeps, wherever that lies. */
  public void deleteData() throws IOException {
    home.delete();
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
    Path data = home.data();
    PostgresInstallation installation = PostgresInstallation.find(home.version());
    if (!Files.exists(data)) {
      initialise(installation, home.folder(), data);
    }
    return account.launch(postgres(installation, data, Map.of()));
  }

  /** What a PostgreSQL on these data is started with: the primary and its replicas are alike. */
  private List<String> postgres(
      PostgresInstallation installation, Path data, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>(SETTINGS);
    settings.put("port", Integer.toString(port));
    if (durability == Durability.PROCESS_ONLY) {
      settings.putAll(FORGETFUL);
    }
    settings.putAll(more);
    List<String> command = new ArrayList<>();
    command.add(installation.program("postgres"));
    command.add("-D");
    command.add(data.toString());
    settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return command;
  }

  /** The same for a replica, on its own data and with what is its own. */
  Launch replica(PostgresHome replica, Map<String, String> own) {
    return account.launch(postgres(PostgresInstallation.find(home.version()), replica.data(), own));
  }

  PostgresAccount account() {
    return account;
  }

  PostgresHome home() {
    return home;
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
          "wal_keep_size", "64MB", // a replica that was away for a while finds what it missed
          "jit", "off",
          "log_checkpoints", "off");

  private static final Map<String, String> FORGETFUL =
      Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");
}
