package io.mneme.cli.ingest;

import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RequestFailed;
import io.mneme.cli.client.RetryPolicy;
import io.mneme.cli.client.Target;
import io.mneme.cli.client.TargetOptions;
import io.mneme.cli.console.CommandFailed;
import io.mneme.cli.console.ProgressDisplay;
import io.mneme.cli.console.Shell;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./mneme ingest}: a file of events into the log. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Send a file of conversation turns.",
      "A file sent twice is stored once: keys are made from what the events say."
    },
    footerHeading = "%nExample:%n",
    footer = "  ./mneme ingest docs/samples/garden.ndjson --user ana --wait")
public final class IngestCommand implements Callable<Integer> {
  private final Shell shell;
  private static final String STANDARD_INPUT = "-";

  /** How a file is written. */
  enum Format {
    ndjson,
    locomo
  }

  @Mixin private final TargetOptions target = new TargetOptions();

  @Parameters(paramLabel = "FILE", description = "The file; - reads standard input.")
  private String file = "";

  @Option(
      names = "--format",
      defaultValue = "ndjson",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Format format = Format.ndjson;

  @Option(
      names = "--user",
      paramLabel = "U",
      description = "Whose turns these are, where a line does not say; locomo: one user for all.")
  private @Nullable String user;

  @Option(names = "--wait", description = "Return only when everything can be recalled.")
  private boolean wait;

  @Option(
      names = "--bulk",
      description = "An import: durable at once, applied while nothing else is to be done.")
  private boolean bulk;

  @Spec @Nullable private CommandSpec spec;

  public IngestCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    if (bulk && wait) {
      throw new CommandFailed(
          "--wait does not go with --bulk: an import has no position to wait for yet.");
    }
    Target where = target.target(shell.environment());
    IngestTally tally = new IngestTally();
    try (EventFile events = open();
        MnemeClient client = new MnemeClient(where, RetryPolicy.standard(shell.random()))) {
      long start = System.nanoTime();
      send(client, events, tally, start);
      long sent = System.nanoTime();
      report(tally, Duration.ofNanos(sent - start));
      if (wait) {
        await(client, tally, start);
      }
    }
    if (tally.rejectedEvents() > 0) {
      throw new CommandFailed(
          "%,d of %,d events were rejected; correct them and send the file again: what is stored is not stored twice."
              .formatted(tally.rejectedEvents(), tally.seenEvents()));
    }
    return 0;
  }

  private EventFile open() throws IOException {
    Optional<String> named = Optional.ofNullable(user);
    boolean standardInput = file.equals(STANDARD_INPUT);
    if (!standardInput && !Files.isReadable(Path.of(file))) {
      throw new CommandFailed("There is no readable file " + file + ".");
    }
    return switch (format) {
      case ndjson ->
          standardInput
              ? new NdjsonFile(shell.in(), OptionalLong.empty(), named)
              : NdjsonFile.open(Path.of(file), named);
      case locomo -> {
        if (standardInput) {
          throw new CommandFailed("The locomo format is read as a whole: give a file, not -.");
        }
        yield LocomoEventFile.open(Path.of(file), named);
      }
    };
  }

  private void send(MnemeClient client, EventFile events, IngestTally tally, long start)
      throws IOException, RequestFailed, InterruptedException {
    boolean watched = shell.watched();
    try (ProgressDisplay _ =
        new ProgressDisplay(
            err(),
            watched,
            () -> {
              ProgressBar.Standing standing =
                  new ProgressBar.Standing(
                      tally.seenEvents(),
                      events.total(),
                      Duration.ofNanos(System.nanoTime() - start));
              return watched ? ProgressBar.bar(standing) : ProgressBar.plain(standing);
            })) {
      IngestLimits limits = IngestLimits.standard();
      new Ingestion(client, bulk ? limits.bulk() : limits, tally).send(events::next);
    }
  }

  private void await(MnemeClient client, IngestTally tally, long start)
      throws RequestFailed, InterruptedException {
    Application application = new Application(client);
    try (ProgressDisplay _ = new ProgressDisplay(err(), shell.watched(), application::line)) {
      application.await(tally);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    out()
        .printf(
            Locale.ROOT,
            "applied   %,d events in %.1f s: %,.0f/s from the file to searchable%n",
            tally.acceptedEvents(),
            seconds,
            tally.acceptedEvents() / seconds);
    out().flush();
  }

  private void report(IngestTally tally, Duration took) {
    double seconds = Math.max(took.toNanos() / 1e9, 1e-3);
    PrintWriter out = out();
    out.printf(
        Locale.ROOT,
        "accepted  %,d events in %.1f s: %,.0f/s durable in the %s%n",
        tally.acceptedEvents(),
        seconds,
        tally.acceptedEvents() / seconds,
        bulk ? "waiting room" : "log");
    if (tally.rejectedEvents() > 0) {
      out.printf(Locale.ROOT, "rejected  %,d%n", tally.rejectedEvents());
      tally.problems().forEach(problem -> out.println("  " + problem));
    }
    out.flush();
  }

  private PrintWriter out() {
    return java.util.Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return java.util.Objects.requireNonNull(spec).commandLine().getErr();
  }
}
