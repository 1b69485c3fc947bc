package io.mneme.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A streaming replica of a {@link PostgresServer}: copied from it once, following it from then on,
 * also after it was away. When its data no longer fit the primary's they are copied anew.
 */
public final class PostgresReplica implements Server {
  private static final Duration COPY_MAX = Duration.ofMinutes(10);

  private final Site site;
  private final PostgresServer primary;
  private final Child child;
  private final PostgresHome home;
  private final int port;
  private @Nullable String madeAgain;

  /**
   * @param primary must answer whenever this is started without data
   * @param number tells it from its like
   */
  public PostgresReplica(Site site, PostgresServer primary, int number) {
    String name = "postgres-replica-" + number;
    this.site = site;
    this.primary = primary;
    this.child = site.child(name);
    this.home = PostgresHome.ofReplica(site, primary.account(), name);
    this.port = site.data().ports().of(name);
  }

  /** The address of a database on it. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Why its data were copied anew when it was started last, if they were. */
  public synchronized Optional<String> madeAgain() {
    return Optional.ofNullable(madeAgain);
  }

  /** Removes everything it keeps. */
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
  public synchronized Launch prepare() {
    Path data = home.data();
    Path password = password();
    madeAgain = null;
    if (Files.exists(data)) {
      madeAgain = misfit().map(why -> name() + " is copied anew: " + why).orElse(null);
    }
    if (!Files.exists(data) || madeAgain != null) {
      copy(data, password);
    }
    return primary.replica(
        home,
        Map.of(
            "port", Integer.toString(port),
            "primary_conninfo", connection(password),
            // a long read here keeps the rows it sees there, instead of being cancelled
            "hot_standby_feedback", "on"));
  }

  /** Why these data cannot follow the primary's, when they cannot. */
  private Optional<String> misfit() {
    PostgresControl mine = PostgresControl.of(home, primary.account());
    PostgresControl its = PostgresControl.of(primary.home(), primary.account());
    if (!mine.system().equals(its.system())) {
      return Optional.of("its data are of another database than the primary's.");
    }
    return PostgresControl.oldestLog(primary.home())
        .filter(oldest -> mine.neededLog().compareTo(oldest) < 0)
        .map(_ -> "the primary no longer has what it missed.");
  }

  /** In a file, so that the list of processes does not show it. */
  private Path password() {
    Path file = home.folder().resolve("password");
    String any = "*:*:*:" + PostgresServer.SUPERUSER + ":" + primary.superuserPassword();
    DataFolder.writePrivately(file, any + "\n");
    primary.account().own(file);
    return file;
  }

  private String connection(Path password) {
    return "host=127.0.0.1 port=%d user=%s passfile=%s application_name=%s"
        .formatted(primary.port(), PostgresServer.SUPERUSER, quoted(password), name());
  }

  /** As libpq reads a value that may hold blanks. */
  private static String quoted(Path path) {
    return "'" + path.toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** Made under another name and then renamed: what stands at the final name is complete. */
  private void copy(Path data, Path password) {
    Path fresh = home.folder().resolve("fresh");
    Child backup = site.child(name() + "-copy");
    try {
      DataFolder.deleteTree(fresh);
      List<String> command =
          List.of(
              PostgresInstallation.find(primary.home().version()).program("pg_basebackup"),
              "--dbname=" + connection(password),
              "--pgdata=" + fresh,
              "--checkpoint=fast",
              "--wal-method=stream",
              "--no-password",
              "--no-sync");
      backup.start(Launch.of(primary.account().command(command), Path.of("/")));
      if (backup.waitForExit(COPY_MAX).orElse(-1) != 0) {
        backup.kill();
        throw new ServerFailed("PostgreSQL could not be copied for " + name() + ".", backup.log());
      }
      Path standby = fresh.resolve("standby.signal");
      Files.createFile(standby);
      primary.account().own(standby);
      DataFolder.deleteTree(data);
      Files.move(fresh, data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
