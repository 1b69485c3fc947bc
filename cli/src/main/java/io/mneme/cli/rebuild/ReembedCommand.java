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

/** {@code ./mneme reembed}: another model for everything that is remembered. */
@Command(
    name = "reembed",
    mixinStandardHelpOptions = true,
    description = {
      "Changes the model: embeds every memory with another one, beside the database that serves,",
      "and switches to it. Until the switch the old model serves, after it the new one; no answer",
      "compares vectors of both. Interrupted before its switch, it has changed nothing, and the",
      "next run begins anew."
    },
    footerHeading = "%nExample:%n",
    footer = "  ./mneme reembed --model e5-small-v2-q")
public final class ReembedCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "M",
      description = {
        "all-minilm-l6-v2-q, bge-small-en-v15-q or e5-small-v2-q; with MNEME_EMBEDDER_URL set,",
        "what that endpoint has by this name."
      })
  private String model = "";

  @Option(
      names = "--keep-old",
      description = "Keeps what was served before as the schema 'retired', until the next rebuild.")
  private boolean keepOld;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  ReembedCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    List<String> arguments = new ArrayList<>(List.of("reembed", "--model=" + model));
    if (keepOld) {
      arguments.add("--keep-old");
    }
    WriterTasks.Said said = new WriterTasks(shell, data).run(err, arguments.toArray(String[]::new));
    out.println(json ? said.outcome().toString() : text(said.outcome()));
    out.flush();
    return said.exit();
  }

  static String text(JsonNode outcome) {
    String model = outcome.path("model").asText();
    if (outcome.path("outcome").asText().equals("unchanged")) {
      long announced = outcome.path("announced").asLong();
      return announced == 0
          ? "%s is the model already. Nothing was changed.".formatted(model)
          : String.format(
              Locale.ROOT,
              "%s is the model already. %,d memories were announced that an interrupted run had"
                  + " left.",
              model,
              announced);
    }
    String before = outcome.path("model_before").asText();
    String text =
        String.format(
            Locale.ROOT,
            "%,d memories have vectors of %s%s now. Texts embedded: %,d in %.1f s, %,d/s."
                + " Generation %d serves; writers waited %.3f s at the switch.",
            outcome.path("memories").asLong(),
            model,
            before.isEmpty() ? "" : " instead of " + before,
            outcome.path("embedded").asLong(),
            outcome.path("seconds").asDouble(),
            outcome.path("texts_per_second").asLong(),
            outcome.path("generation").asLong(),
            outcome.path("writers_waited_seconds").asDouble());
    return outcome.path("cache_told").asBoolean(true)
        ? text
        : text + "%nRedis did not answer: empty it (FLUSHALL), or it serves what was.".formatted();
  }
}
