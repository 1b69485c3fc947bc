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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
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
      "More than one are only shown, until --yes is added. --all sends those that no earlier --all",
      "has sent; an event applied meanwhile has no further effect."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  ./mneme dlq redrive 3:17",
      "  ./mneme dlq redrive --tenant acme --cause 'nesting depth' --since 2h --yes",
      "  ./mneme dlq redrive --all --dry-run"
    })
final class DlqRedriveCommand implements Callable<Integer> {
  private static final int BATCH_PER_PARTITION = 500;
  private static final int SHOWN_MAX = 50;
  private static final String SENT = "sent again";
  private static final String WOULD_BE_SENT = "would be sent again";

  private final Shell shell;

  @Mixin private final KafkaOptions kafka = new KafkaOptions();
  @Mixin private final DataOption data = new DataOption();

  @ArgGroup(multiplicity = "1")
  private @Nullable Which which;

  @Option(names = "--dry-run", description = "Only show what would be sent.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Send what --all or the filter finds.")
  private boolean yes;

  @Spec private @Nullable CommandSpec spec;

  DlqRedriveCommand(Shell shell) {
    this.shell = shell;
  }

  /** One, all, or some. */
  static final class Which {
    @Parameters(
        paramLabel = "ID",
        converter = LetterIdConverter.class,
        description = "As ./mneme dlq list shows it, for example 3:17.")
    private @Nullable Position id;

    @Option(names = "--all", description = "Everything that no earlier --all has sent.")
    private boolean all;

    @ArgGroup(exclusive = false, heading = "%nOf what no earlier --all has sent, those:%n")
    private @Nullable LetterFilter filter;
  }

  @Override
  public Integer call() throws Exception {
    String bootstrap = kafka.bootstrap(data.folder(), shell.environment());
    try (DeadLetterShelf shelf = new DeadLetterShelf(bootstrap);
        RecordPublisher publisher = new RecordPublisher(PublisherConfig.of(bootstrap))) {
      Redrive redrive = new Redrive(publisher);
      Position id = Objects.requireNonNull(which).id;
      if (id == null) {
        many(shelf, redrive);
      } else {
        one(shelf, redrive, id);
      }
    }
    out().flush();
    return 0;
  }

  private void one(DeadLetterShelf shelf, Redrive redrive, Position id) throws Outage {
    Entry entry =
        shelf
            .find(id.partition(), id.offset())
            .orElseThrow(() -> LetterIdConverter.noSuchLetter(id));
    if (!Redrive.canBeSent(entry)) {
      throw new CommandFailed(
          entry.letter().cut() == null
              ? "The dead letter " + id + " does not say where it came from."
              : "The dead letter " + id + " is not whole, so it cannot be sent again.");
    }
    if (dryRun) {
      out().print(LetterText.table(List.of(entry), shell.columns()));
    } else {
      redrive.send(List.of(entry));
    }
    told(1, dryRun ? WOULD_BE_SENT : SENT);
  }

  private void many(DeadLetterShelf shelf, Redrive redrive) throws Outage {
    Which asked = Objects.requireNonNull(which);
    LetterFilter filter = asked.filter;
    Predicate<Entry> wanted = filter == null ? _ -> true : filter.at(shell.clock().instant());
    boolean sending = yes && !dryRun;
    List<Entry> shown = new ArrayList<>();
    long[] counted = new long[2];
    shelf.unsettled(
        BATCH_PER_PARTITION,
        page -> {
          List<Entry> due = page.stream().filter(wanted).toList();
          List<Entry> sendable = due.stream().filter(Redrive::canBeSent).toList();
          counted[0] += sendable.size();
          counted[1] += due.size() - sendable.size();
          sendable.stream().limit(SHOWN_MAX - shown.size()).forEach(shown::add);
          if (sending) {
            redrive.send(sendable);
            if (asked.all) {
              shelf.settle(page); // a filter leaves gaps, which an offset cannot remember
            }
          }
        });
    if (!sending) {
      out().print(LetterText.table(shown, shell.columns()));
    }
    told(counted[0], sending ? SENT : WOULD_BE_SENT);
    if (counted[1] > 0) {
      out()
          .printf(
              Locale.ROOT,
              "%,d cannot be sent: they are not whole, or do not say where from.%n",
              counted[1]);
    }
    if (!sending && !dryRun && counted[0] > 0) {
      out().println("Nothing was sent. Add --yes to send them.");
    }
  }

  private void told(long records, String fate) {
    out().printf(Locale.ROOT, "%,d records %s.%n", records, fate);
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
