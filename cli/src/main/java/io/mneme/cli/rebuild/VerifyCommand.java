package io.mneme.cli.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.cli.client.DataOption;
import io.mneme.cli.console.Shell;
import io.mneme.cli.console.Table;
import io.mneme.schemas.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** {@code ./mneme verify}: what the store holds, as a digest a partition. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a digest of everything the store holds, a partition of the log, and saves the state",
      "or holds it against a saved one. Exits with 1 when the two differ."
    },
    footerHeading = "%nExample:%n",
    footer = {"  ./mneme verify --save before.state", "  ./mneme verify --compare before.state"})
public final class VerifyCommand implements Callable<Integer> {
  private static final int DIGEST_CHARS = 16;
  private static final String[] KINDS = {
    "memory", "superseded", "forgotten", "conversation", "session"
  };

  private final Shell shell;

  @Mixin private final DataOption data = new DataOption();

  @Option(names = "--save", paramLabel = "FILE", description = "Writes the state to this file.")
  private @Nullable Path save;

  @Option(
      names = "--compare",
      paramLabel = "FILE",
      description = "Compares with the state saved in this file.")
  private @Nullable Path compare;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  VerifyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    List<String> arguments = new ArrayList<>(List.of("verify"));
    if (save != null) {
      arguments.add("--save=" + save.toAbsolutePath());
    }
    if (compare != null) {
      arguments.add("--compare=" + compare.toAbsolutePath());
    }
    WriterTasks.Said said = new WriterTasks(shell, data).run(err, arguments.toArray(String[]::new));
    out.println(json ? json(said).toString() : text(said, shell.columns()));
    out.flush();
    return said.exit() == 0 ? 0 : 1;
  }

  static String text(WriterTasks.Said said, int columnsMax) {
    Table table =
        new Table(
            "partition",
            "next offset",
            "memories",
            "superseded",
            "forgotten",
            "conversations",
            "sessions",
            "digest");
    for (JsonNode partition : said.found()) {
      List<Object> row = new ArrayList<>();
      row.add(partition.path("partition").asText());
      row.add(count(partition, "next_offset"));
      for (String kind : KINDS) {
        row.add(count(partition, kind));
      }
      row.add(partition.path("digest").asText().substring(0, DIGEST_CHARS));
      table.row(row.toArray());
    }
    return table.text(columnsMax) + verdict(said.outcome());
  }

  private static String count(JsonNode partition, String field) {
    return String.format(Locale.ROOT, "%,d", partition.path(field).asLong());
  }

  private static String verdict(JsonNode outcome) {
    return switch (outcome.path("outcome").asText()) {
      case "same" -> "The same as the saved state.";
      case "different" -> difference(outcome);
      default -> "";
    };
  }

  private static String difference(JsonNode outcome) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "Different from the saved state: %,d in partitions %s. The first:",
            outcome.path("differences").asLong(),
            outcome.path("partitions")));
    for (JsonNode one : outcome.path("named")) {
      text.append(
          String.format(
              "%n  %s %s %s of %s/%s",
              one.path("how").asText(),
              one.path("kind").asText(),
              one.path("name").asText(),
              one.path("tenant").asText(),
              one.path("user").asText()));
    }
    return text.toString();
  }

  private static ObjectNode json(WriterTasks.Said said) {
    ObjectNode json = Json.mapper().createObjectNode();
    ArrayNode partitions = json.putArray("digests");
    said.found().forEach(partitions::add);
    json.set("verdict", said.outcome());
    return json;
  }
}
