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

/** {@code ./mneme replay}: some subjects again from their events. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Derives every subject with an event in a range again, from all of its events, and puts",
      "right what the store has otherwise. Traffic goes on; what is right is not touched."
    },
    footerHeading = "%nExample:%n",
    footer = "  ./mneme replay --from 2026-05-08T10:00:00Z --tenant acme --dry-run")
public final class ReplayCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME|P:O",
      description = "A time (all partitions), or a partition and an offset in it: 3:1200.")
  private String from = "";

  @Mixin private final SubjectOptions subjects = new SubjectOptions();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  ReplayCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    List<String> arguments = new ArrayList<>(List.of("replay", "--from=" + from));
    arguments.addAll(subjects.words());
    WriterTasks.Said said = new WriterTasks(shell, data).run(err, arguments.toArray(String[]::new));
    out.println(json ? said.outcome().toString() : text(said.outcome()));
    out.flush();
    return said.exit();
  }

  static String text(JsonNode outcome) {
    long subjects = outcome.path("subjects").asLong();
    if (outcome.path("outcome").asText().equals("counted")) {
      return String.format(
          Locale.ROOT, "%,d subjects have an event in the range. Nothing was changed.", subjects);
    }
    String text =
        String.format(
            Locale.ROOT,
            "Derived %,d subjects again: %,d of them were otherwise in the store and are right now"
                + " (%,d memories). Texts embedded again: %,d.",
            subjects,
            outcome.path("subjects_repaired").asLong(),
            outcome.path("memories_repaired").asLong(),
            outcome.path("embedded").asLong());
    return outcome.path("cache_told").asBoolean(true)
        ? text
        : text + String.format("%nRedis did not answer: empty it (FLUSHALL).");
  }
}
