package io.mneme.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Servers for one JVM of tests: each is started when first asked for, in a folder of its own that
 * is gone afterwards. Installs what the machine lacks.
 */
public final class ScratchServers implements AutoCloseable {
  private static final Duration READY_MAX = Duration.ofSeconds(60);

  private final Site site;
  private final List<Server> started = new ArrayList<>();
  private @Nullable KafkaServer kafka;
  private @Nullable PostgresServer postgres;
  private @Nullable PostgresReplica replica;
  private @Nullable RedisServer redis;
  private @Nullable S3Server s3;

  /** Starts nothing yet. */
  public ScratchServers() {
    Project project = Project.find();
    try {
      // others may pass through: the user that runs PostgreSQL has to
      Path folder =
          Files.createTempDirectory(
              "mneme-scratch-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
      site = new Site(project, new DataFolder(folder, new SecureRandom()), new Reaper());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new Installer(project).installWhatIsMissing();
  }

  private static final class Shared {
    private static final ScratchServers SERVERS = new ScratchServers();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVERS::close, "scratch-servers-end"));
    }
  }

  /** Those of this JVM, ended when it ends. */
  public static ScratchServers shared() {
    return Shared.SERVERS;
  }

  /** Where further processes of a test can live and end with these. */
  public Site site() {
    return site;
  }

  public synchronized KafkaServer kafka() {
    if (kafka == null) {
      kafka = ready(new KafkaServer(site));
    }
    return kafka;
  }

  public synchronized PostgresServer postgres() {
    if (postgres == null) {
      postgres = ready(new PostgresServer(site, Durability.PROCESS_ONLY));
    }
    return postgres;
  }

  /** A replica of {@link #postgres}. */
  public synchronized PostgresReplica replica() {
    if (replica == null) {
      replica = ready(new PostgresReplica(site, postgres(), 1));
    }
    return replica;
  }

  public synchronized RedisServer redis() {
    if (redis == null) {
      redis = ready(new RedisServer(site));
    }
    return redis;
  }

  public synchronized S3Server s3() {
    if (s3 == null) {
      s3 = ready(new S3Server(site));
    }
    return s3;
  }

  private <S extends Server> S ready(S server) {
    started.add(server);
    server.start();
    server.waitReady(READY_MAX);
    return server;
  }

  /** Ends the servers at once, nobody needs their data, and removes the folder. */
  @Override
  public synchronized void close() {
    started.forEach(server -> server.child().kill());
    site.reaper().close();
    try {
      if (replica != null) {
        replica.deleteData();
      }
      if (postgres != null) {
        postgres.deleteData();
      }
      DataFolder.deleteTree(site.data().root());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
