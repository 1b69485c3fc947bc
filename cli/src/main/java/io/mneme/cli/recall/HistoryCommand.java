package io.mneme.cli.recall;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.Owner;
import io.mneme.cli.client.OwnerOptions;
import io.mneme.cli.client.TargetOptions;
import io.mneme.cli.console.Shell;
import io.mneme.cli.console.Table;
import io.mneme.schemas.Json;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./mneme history}: what a memory said, and until when. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "Tell a memory's life: what it said, from when until when, by which event.",
    footerHeading = "%nExample:%n",
    footer = {
      "  ./mneme history --user ana 6f1c0d4e-2b3a-5c7d-8e9f-0a1b2c3d4e5f",
      "  ./mneme history --scope shared 6f1c0d4e-2b3a-5c7d-8e9f-0a1b2c3d4e5f"
    })
public final class HistoryCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private final TargetOptions target = new TargetOptions();

  @Mixin private final OwnerOptions owners = new OwnerOptions();

  @Option(names = "--json", description = "Print the answer as the HTTP API gave it.")
  private boolean json;

  @Parameters(paramLabel = "MEMORY_ID", description = "Which memory, as list names it.")
  private UUID memoryId = new UUID(0, 0);

  @Spec private @Nullable CommandSpec spec;

  HistoryCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    CommandLine self = Objects.requireNonNull(spec).commandLine();
    Owner owner = owners.owner(self);
    PrintWriter out = self.getOut();
    try (MnemeClient client = target.client(shell)) {
      JsonNode life = client.history(owner, memoryId);
      out.print(
          json
              ? Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(life) + "\n"
              : text(life, shell.columns()));
      out.flush();
    }
    return 0;
  }

  static String text(JsonNode life, int columnsMax) {
    Table table = new Table("from", "until", "event", "text");
    for (JsonNode version : life.path("versions")) {
      table.row(
          word(version, "known_from"),
          version.has("known_until") ? word(version, "known_until") : "now",
          word(version, "event_id"),
          word(version, "text"));
    }
    return table.text(columnsMax)
        + (life.path("complete").asBoolean() ? "" : "There are older versions.%n".formatted())
        + same(life, columnsMax);
  }

  /** Who else said it, of one that answers for others; who answers, of one of the others. */
  private static String same(JsonNode life, int columnsMax) {
    if (life.has("absorbed_by")) {
      return "Archived: %s says the same, later, and answers for it.%n"
          .formatted(word(life, "absorbed_by"));
    }
    if (!life.has("absorbed")) {
      return "";
    }
    Table table = new Table("said too", "event", "memory");
    for (JsonNode other : life.path("absorbed")) {
      table.row(word(other, "occurred_at"), word(other, "event_id"), word(other, "memory_id"));
    }
    return table.text(columnsMax);
  }

  private static String word(JsonNode version, String field) {
    return version.path(field).asText("-");
  }
}
