package io.mneme.cli.stack;

import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RetryPolicy;
import io.mneme.cli.client.Target;
import io.mneme.cli.console.Shell;
import io.mneme.cli.keys.KeyDesk;
import io.mneme.devstack.ComponentState;
import io.mneme.devstack.DataFolder;
import io.mneme.devstack.Installer;
import io.mneme.devstack.ProcessId;
import io.mneme.devstack.Progress;
import io.mneme.devstack.Project;
import io.mneme.devstack.Reaper;
import io.mneme.devstack.Site;
import io.mneme.devstack.Stack;
import io.mneme.devstack.StackFile;
import io.mneme.devstack.Supervisor;
import io.mneme.schemas.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The whole system as processes, under the supervisor that {@code ./mneme up} runs. */
final class RunningStack implements AutoCloseable {
  private final Path data;
  private final Reaper reaper = new Reaper();
  private final Supervisor supervisor;
  private final Supervisor.Ready ready;
  private final Shell shell =
      new Shell(
          Map.of(),
          InputStream.nullInputStream(),
          false,
          InstantSource.system(),
          new SecureRandom());

  /**
   * The one of this JVM, for tests that leave each other alone: a start is as long as many of them.
   * Its archive is cleared within seconds, and a busy machine's slow Redis is no news to it.
   */
  static RunningStack shared() {
    return Shared.STACK;
  }

  private static final class Shared {
    private static final RunningStack STACK = bringUp();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(Shared::takeDown, "shared-stack-end"));
    }

    private static RunningStack bringUp() {
      try {
        return new RunningStack(
            Map.of(
                "MNEME_UPKEEP_EVERY", "1s",
                "MNEME_UPKEEP_GRACE", "2s",
                "MNEME_REDIS_COMMAND_MAX", "2s",
                // until the group gives up a writer that was killed
                "MNEME_WRITER_SESSION_MAX", "3s"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void takeDown() {
      try {
        STACK.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * @param environment more variables for its services
   */
  RunningStack(Map<String, String> environment) throws IOException {
    Project project = Project.find();
    new Installer(project).installWhatIsMissing();
    // open to all users: PostgreSQL runs as somebody else
    data =
        Files.createTempDirectory(
            "mneme-pipeline-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    supervisor =
        new Supervisor(
            new Site(project, new DataFolder(data, new SecureRandom()), reaper),
            new Stack.Options(OptionalInt.empty(), 1, 0, environment),
            new SetupSteps(),
            new Silence());
    try {
      ready = supervisor.up();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static final class Silence implements Progress {
    @Override
    public void entered(String component, ComponentState state, Duration after) {}

    @Override
    public void note(String sentence) {}
  }

  String url() {
    return ready.url();
  }

  String key() {
    return ready.key();
  }

  Path data() {
    return data;
  }

  Path log(String component) {
    return data.resolve("logs").resolve(component + ".log");
  }

  StackFile.Component component(String name) {
    return new StackFile(data)
        .read().orElseThrow().components().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
  }

  /** SIGKILL; the supervisor is to notice by itself. */
  void kill(String name) {
    ProcessId process = component(name).process();
    if (process == null) {
      throw new AssertionError(name + " does not run");
    }
    process.signal("KILL");
  }

  /** A client with a key of its own, made for this tenant. */
  MnemeClient client(String tenant) throws Exception {
    MnemeClient client = new MnemeClient(new Target(URI.create(url()), newKey(tenant)), retry());
    client.awaitKey();
    return client;
  }

  String newKey(String tenant) throws Exception {
    try (KeyDesk desk = new KeyDesk(kafka(), shell)) {
      return desk.keys().create(tenant, "test", List.of("ingest", "recall"), "dev").text();
    }
  }

  private RetryPolicy retry() {
    return RetryPolicy.standard(shell.random());
  }

  String kafka() {
    return component("kafka").url();
  }

  /** How many records the log of events has ever taken. */
  long eventsInTheLog() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, Topics.PARTITIONS_DEFAULT)
            .mapToObj(partition -> new TopicPartition(Topics.EVENTS, partition))
            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka()))) {
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(end -> end.offset())
          .sum();
    }
  }

  @Override
  public void close() throws IOException {
    supervisor.close();
    reaper.close();
    DataFolder.deleteTree(data);
  }
}
