package io.mneme.cli.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.cli.client.DataOption;
import io.mneme.cli.console.Shell;
import io.mneme.schemas.Json;
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

/** {@code ./mneme consolidate}: one fact answers for its near-duplicates. */
@Command(
    name = "consolidate",
    mixinStandardHelpOptions = true,
    description = {
      "Finds facts and habits of a user that say the same in the same words, and lets the latest",
      "answer for the others, which are archived and go cold. Turns are never touched."
    },
    footerHeading = "%nExample:%n",
    footer = "  ./mneme consolidate --tenant acme --dry-run")
public final class ConsolidateCommand implements Callable<Integer> {
  private static final int SHOWN_MAX = 20;

  private final Shell shell;

  @Mixin private final DataOption data = new DataOption();

  @Mixin private final SubjectOptions subjects = new SubjectOptions();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  ConsolidateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    List<String> arguments = new ArrayList<>(List.of("consolidate"));
    arguments.addAll(subjects.words());
    WriterTasks.Said said = new WriterTasks(shell, data).run(err, arguments.toArray(String[]::new));
    out.println(json ? json(said).toString() : text(said));
    out.flush();
    return said.exit();
  }

  static String text(WriterTasks.Said said) {
    JsonNode outcome = said.outcome();
    if (outcome.path("outcome").asText().equals("off")) {
      return "Nothing was done: MNEME_CONSOLIDATION_ENABLED is false. A --dry-run may look.";
    }
    boolean done = outcome.path("outcome").asText().equals("consolidated");
    StringBuilder text = new StringBuilder();
    for (JsonNode finding : said.found().subList(0, Math.min(SHOWN_MAX, said.found().size()))) {
      text.append(
          String.format(
              "%s/%s: %s %s %s%n",
              finding.path("tenant").asText(),
              finding.path("user").asText(),
              finding.path("keep").asText(),
              done ? "answers for" : "would answer for",
              ids(finding.path("absorb"))));
    }
    if (said.found().size() > SHOWN_MAX) {
      text.append(String.format("and %,d more%n", said.found().size() - SHOWN_MAX));
    }
    return text
        + String.format(
            Locale.ROOT,
            "Looked at %,d users: %,d memories %s for %,d others. %s",
            outcome.path("subjects_looked_at").asLong(),
            outcome.path("kept").asLong(),
            done ? "answer" : "would answer",
            outcome.path("absorbed").asLong(),
            done ? "The writers are carrying it out." : "Nothing was changed.");
  }

  private static String ids(JsonNode absorbed) {
    List<String> ids = new ArrayList<>();
    absorbed.forEach(id -> ids.add(id.asText()));
    return String.join(", ", ids);
  }

  private static ObjectNode json(WriterTasks.Said said) {
    ObjectNode json = Json.mapper().createObjectNode();
    ArrayNode findings = json.putArray("findings");
    said.found().forEach(findings::add);
    json.set("outcome", said.outcome());
    return json;
  }
}
