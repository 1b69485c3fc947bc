package io.mneme.cli.stack;

import io.mneme.cli.console.CommandFailed;
import io.mneme.devstack.ClassArchives;
import io.mneme.devstack.DataFolder;
import io.mneme.devstack.Installer;
import io.mneme.devstack.Project;
import io.mneme.devstack.Reaper;
import io.mneme.devstack.Site;
import io.mneme.devstack.Stack;
import io.mneme.devstack.Supervisor;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mneme up}: the whole system on this machine. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts Kafka, PostgreSQL, Redis, an object store and the four services on this machine,",
      "and says where they answer. Data stay in the data folder; Ctrl-C or 'mneme down' ends it."
    },
    footer = {"", "Example:  ./mneme up --detach --tier-clock fast"})
public final class UpCommand implements Callable<Integer> {
  /** A memory sinks from hot to warm to cold within a minute. */
  private static final Map<String, String> FAST_CLOCK =
      Map.of(
          "MNEME_TIER_HOT_FOR", "10s",
          "MNEME_TIER_WARM_UNTIL", "30s",
          "MNEME_TIER_PASS_EVERY", "2s");

  /** It does, and stays there however often it is read. */
  private static final Map<String, String> COLD_CLOCK =
      Map.of(
          "MNEME_TIER_HOT_FOR", "10s",
          "MNEME_TIER_WARM_UNTIL", "30s",
          "MNEME_TIER_PASS_EVERY", "2s",
          "MNEME_TIER_COLD_ACCESSES_MIN", Integer.toString(Integer.MAX_VALUE));

  @Mixin private DataOption data = new DataOption();

  private static final int PORT_MAX = 65_535;

  @Option(
      names = "--detach",
      description = "Returns when everything is ready and leaves it running.")
  private boolean detach;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where the HTTP API answers. Default: a free port, the same one every time.")
  private @Nullable Integer port;

  @Option(
      names = "--tier-clock",
      paramLabel = "CLOCK",
      defaultValue = "normal",
      description = {
        "normal: days, as in production. fast: memories sink within a minute.",
        "cold: they sink as fast and stay, however often they are read."
      })
  private TierClock tierClock = TierClock.NORMAL;

  @Option(
      names = "--writers",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many writers share the work, 1 to 12. Default: ${DEFAULT-VALUE}.")
  private int writers = 1;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many replicas of PostgreSQL answer reads, 0 to 2. Default: none.")
  private int replicas;

  /** How fast memories age. */
  enum TierClock {
    NORMAL,
    FAST,
    COLD;

    /** What it means for the migrator. */
    Map<String, String> settings() {
      return switch (this) {
        case NORMAL -> Map.of();
        case FAST -> FAST_CLOCK;
        case COLD -> COLD_CLOCK;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    if (writers < 1 || writers > Stack.WRITERS_MAX) {
      throw new CommandFailed("--writers is 1 to " + Stack.WRITERS_MAX + ", not " + writers + ".");
    }
    if (replicas < 0 || replicas > Stack.REPLICAS_MAX) {
      throw new CommandFailed(
          "--replicas is 0 to " + Stack.REPLICAS_MAX + ", not " + replicas + ".");
    }
    if (port != null && (port < 1 || port > PORT_MAX)) {
      throw new CommandFailed("--port is 1 to " + PORT_MAX + ", not " + port + ".");
    }
    Project project = Project.find();
    Path folder = data.folder(project);
    new Installer(project).installWhatIsMissing();
    return detach ? new Detached(project, folder).start(options()) : supervise(project, folder);
  }

  private java.util.List<String> options() {
    java.util.List<String> options = new java.util.ArrayList<>();
    if (port != null) {
      options.add("--port=" + port);
    }
    options.add("--tier-clock=" + tierClock);
    options.add("--writers=" + writers);
    options.add("--replicas=" + replicas);
    return options;
  }

  private int supervise(Project project, Path folder) throws InterruptedException {
    ConsoleProgress progress = ConsoleProgress.onStandardOutput();
    DataFolder dataFolder = new DataFolder(folder, new SecureRandom());
    Stack.Options options =
        new Stack.Options(
            port == null ? OptionalInt.empty() : OptionalInt.of(port),
            writers,
            replicas,
            tierClock.settings());
    try (Reaper reaper = new Reaper();
        Supervisor supervisor =
            new Supervisor(
                new Site(
                    project,
                    dataFolder,
                    reaper,
                    new ClassArchives(project, ClassArchives.Mode.MAKE)),
                options,
                new SetupSteps(),
                progress)) {
      Thread ending = Thread.ofPlatform().name("end").unstarted(supervisor::close);
      Runtime.getRuntime().addShutdownHook(ending);
      Supervisor.Ready ready = supervisor.up();
      progress.finish(
          String.format(
              Locale.ROOT,
              "Mneme is ready at %s after %.1f s. Key: %s",
              ready.url(),
              ready.seconds(),
              ready.key()));
      supervisor.awaitClosed();
      return 0;
    }
  }
}
