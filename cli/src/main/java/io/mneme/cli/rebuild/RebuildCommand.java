package io.mneme.cli.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.cli.client.DataOption;
import io.mneme.cli.console.Shell;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./mneme rebuild}: everything again from the log. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Builds the database again from the log, beside the one that serves, and switches to it.",
      "Reads go on all the time; writes are accepted and wait for a moment at the switch."
    },
    footerHeading = "%nExample:%n",
    footer = "  ./mneme rebuild")
public final class RebuildCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--keep-old",
      description = "Keeps what was served before as the schema 'retired', until the next rebuild.")
  private boolean keepOld;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  RebuildCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    List<String> arguments = new ArrayList<>(List.of("rebuild"));
    if (keepOld) {
      arguments.add("--keep-old");
    }
    WriterTasks.Said said = new WriterTasks(shell, data).run(err, arguments.toArray(String[]::new));
    out.println(json ? said.outcome().toString() : text(said.outcome()));
    out.flush();
    return said.exit();
  }

  static String text(JsonNode outcome) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "Rebuilt %,d memories from %,d events in %.1f s: %,d memories/s, %.2f GB of log an"
                + " hour. Generation %d serves.%n",
            outcome.path("memories").asLong(),
            outcome.path("events").asLong(),
            outcome.path("seconds").asDouble(),
            outcome.path("memories_per_second").asLong(),
            outcome.path("log_gb_per_hour").asDouble(),
            outcome.path("generation").asLong()));
    text.append(
        String.format(
            Locale.ROOT,
            "Texts embedded again: %,d. Writers waited %.3f s at the switch.",
            outcome.path("embedded").asLong(),
            outcome.path("writers_waited_seconds").asDouble()));
    long strays = outcome.path("taken_in_from_cold").asLong();
    if (strays > 0) {
      text.append(
          String.format(
              Locale.ROOT, "%n%,d memories had lost their cold object and are warm now.", strays));
    }
    if (!outcome.path("cache_told").asBoolean(true)) {
      text.append(
          String.format("%nRedis did not answer: empty it (FLUSHALL), or it serves what was."));
    }
    return text.toString();
  }
}
