package io.mneme.cli.deadletters;

import io.mneme.cli.client.DataOption;
import io.mneme.cli.client.KafkaOptions;
import io.mneme.cli.console.CommandFailed;
import io.mneme.cli.console.Shell;
import io.mneme.platform.Outage;
import io.mneme.platform.kafka.DeadLetterShelf;
import io.mneme.platform.kafka.DeadLetterShelf.Entry;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.Position;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./mneme dlq redrive}: records are given another chance. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Send records to where they came from, as they were, once the cause is mended.",
      "--all sends those that no earlier --all has sent; an event applied meanwhile has no further effect."
    },
    footerHeading = "%nExample:%n",
    footer = {"  ./mneme dlq redrive 3:17", "  ./mneme dlq redrive --all --dry-run"})
final class DlqRedriveCommand implements Callable<Integer> {
  private static final int BATCH_PER_PARTITION = 500;

  private final Shell shell;

  @Mixin private final KafkaOptions kafka = new KafkaOptions();
  @Mixin private final DataOption data = new DataOption();

  @ArgGroup(multiplicity = "1")
  private @Nullable Which which;

  @Option(names = "--dry-run", description = "Only show what would be sent.")
  private boolean dryRun;

  @Spec private @Nullable CommandSpec spec;

  DlqRedriveCommand(Shell shell) {
    this.shell = shell;
  }

  /** One, or all. */
  static final class Which {
    @Parameters(
        paramLabel = "ID",
        converter = LetterIdConverter.class,
        description = "As ./mneme dlq list shows it, for example 3:17.")
    private @Nullable Position id;

    @Option(names = "--all", description = "Everything that no earlier --all has sent.")
    private boolean all;
  }

  @Override
  public Integer call() throws Exception {
    String bootstrap = kafka.bootstrap(data.folder(), shell.environment());
    try (DeadLetterShelf shelf = new DeadLetterShelf(bootstrap);
        RecordPublisher publisher = new RecordPublisher(PublisherConfig.of(bootstrap))) {
      Redrive redrive = new Redrive(publisher);
      Which asked = Objects.requireNonNull(which);
      long sent =
          asked.all ? all(shelf, redrive) : one(shelf, redrive, Objects.requireNonNull(asked.id));
      PrintWriter out = out();
      out.printf(
          Locale.ROOT, "%,d records %s.%n", sent, dryRun ? "would be sent again" : "sent again");
      out.flush();
    }
    return 0;
  }

  private long one(DeadLetterShelf shelf, Redrive redrive, Position id) throws Outage {
    Entry entry =
        shelf
            .find(id.partition(), id.offset())
            .orElseThrow(() -> LetterIdConverter.noSuchLetter(id));
    if (!Redrive.canBeSent(entry)) {
      throw new CommandFailed("The dead letter " + id + " does not say where it came from.");
    }
    if (dryRun) {
      out().print(LetterText.table(List.of(entry), shell.columns()));
    } else {
      redrive.send(List.of(entry));
    }
    return 1;
  }

  private long all(DeadLetterShelf shelf, Redrive redrive) throws Outage {
    if (dryRun) {
      List<Entry> entries = sendable(shelf.unsettled(Integer.MAX_VALUE));
      out().print(LetterText.table(entries, shell.columns()));
      return entries.size();
    }
    Map<Integer, Long> ends = shelf.ends(); // what is given up again meanwhile waits for the next
    long sent = 0;
    List<Entry> due = due(shelf, ends);
    while (!due.isEmpty()) {
      List<Entry> sendable = sendable(due);
      redrive.send(sendable);
      shelf.settle(due);
      sent += sendable.size();
      due = due(shelf, ends);
    }
    return sent;
  }

  private static List<Entry> due(DeadLetterShelf shelf, Map<Integer, Long> ends) throws Outage {
    return shelf.unsettled(BATCH_PER_PARTITION).stream()
        .filter(
            entry -> entry.record().offset() < ends.getOrDefault(entry.record().partition(), 0L))
        .toList();
  }

  private static List<Entry> sendable(List<Entry> entries) {
    return entries.stream().filter(Redrive::canBeSent).toList();
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
