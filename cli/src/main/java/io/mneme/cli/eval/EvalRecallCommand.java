package io.mneme.cli.eval;

import io.mneme.cli.client.KafkaOptions;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RetryPolicy;
import io.mneme.cli.client.Target;
import io.mneme.cli.console.CommandFailed;
import io.mneme.cli.console.ProgressDisplay;
import io.mneme.cli.console.Shell;
import io.mneme.cli.keys.KeyDesk;
import io.mneme.cli.locomo.Conversation;
import io.mneme.cli.locomo.LocomoFile;
import io.mneme.platform.keys.Keys;
import io.mneme.schemas.Json;
import io.mneme.schemas.tier.Tier;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./mneme eval recall}: how well recall finds the turns that hold the answers. */
@Command(
    name = "recall",
    mixinStandardHelpOptions = true,
    description = {
      "Load conversations into a fresh tenant, ask every question about them, and say how often the turns that hold the answer were found.",
      "Everything goes through the HTTP API. Every accepted event must be stored, or the command fails."
    },
    footerHeading = "%nExample:%n",
    footer = "  ./mneme eval recall --data locomo10.json --format locomo --json")
public final class EvalRecallCommand implements Callable<Integer> {
  private final Shell shell;
  private static final int TENANT_RANDOM_BYTES = 5;

  /** How a file is written. */
  enum Format {
    locomo
  }

  @Mixin private final EvalTargetOptions target = new EvalTargetOptions();
  @Mixin private final KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "Conversations with questions and gold evidence.")
  private @Nullable Path data;

  @Option(
      names = "--format",
      defaultValue = "locomo",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Format format = Format.locomo;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      description = {
        "hot, warm or cold: ask once every memory has sunk there; whenever it is asked, by default.",
        "The stack must let them sink within minutes and leave them there: ./mneme up --tier-clock cold."
      })
  private @Nullable String tier;

  @Option(names = "--json", description = "Print one JSON object; shares are 0 to 1.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  public EvalRecallCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    List<Conversation> conversations = conversations();
    String bootstrap = kafka.bootstrap(Optional.empty(), shell.environment());
    try (KeyDesk desk = new KeyDesk(bootstrap, shell)) {
      byte[] chance = new byte[TENANT_RANDOM_BYTES];
      shell.random().nextBytes(chance);
      String tenant = "eval-" + HexFormat.of().formatHex(chance);
      Keys.Created key =
          desk.keys().create(tenant, "eval recall", List.of("ingest", "recall"), "dev");
      try (MnemeClient client =
          new MnemeClient(
              new Target(target.url(shell.environment()), key.text()),
              RetryPolicy.standard(shell.random()))) {
        client.awaitKey();
        print(evaluate(new Evaluation(client, conversations, tier())));
      } finally {
        desk.keys().revoke(key.key().keyId());
      }
    }
    return 0;
  }

  private Optional<Tier> tier() {
    if (tier == null) {
      return Optional.empty();
    }
    return Arrays.stream(Tier.values())
        .filter(one -> one.name().equalsIgnoreCase(tier))
        .findFirst()
        .or(() -> {
          throw new CommandFailed("--tier is hot, warm or cold, not \"" + tier + "\".");
        });
  }

  private List<Conversation> conversations() throws java.io.IOException {
    Path file = Objects.requireNonNull(data);
    if (!Files.isReadable(file)) {
      throw new CommandFailed("There is no readable file " + file + ".");
    }
    return switch (format) {
      case locomo -> LocomoFile.read(file);
    };
  }

  private EvalReport evaluate(Evaluation evaluation) throws Exception {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    try (ProgressDisplay _ = new ProgressDisplay(err, shell.watched(), evaluation::standing)) {
      return evaluation.run();
    }
  }

  private void print(EvalReport report) throws java.io.IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(
        json
            ? Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.json())
                + System.lineSeparator()
            : report.text());
    out.flush();
  }
}
