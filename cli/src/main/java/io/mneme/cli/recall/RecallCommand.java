package io.mneme.cli.recall;

import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RecallAnswer;
import io.mneme.cli.client.TargetOptions;
import io.mneme.cli.console.Shell;
import io.mneme.schemas.Json;
import io.mneme.schemas.memory.MemoryScope;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./mneme recall}: what is known that matters for a question. */
@Command(
    name = "recall",
    mixinStandardHelpOptions = true,
    description = "Ask what is remembered of a user, or by many.",
    footerHeading = "%nExample:%n",
    footer = {
      "  ./mneme recall --user ana \"when do I sow the beans?\" --k 5",
      "  ./mneme recall --scopes shared,global \"when does the shop open?\""
    })
public final class RecallCommand implements Callable<Integer> {
  private final Shell shell;
  private static final int LIMIT_MAX = 100;

  @Mixin private final TargetOptions target = new TargetOptions();

  @Option(
      names = "--user",
      paramLabel = "U",
      description = "Whose memory; not needed where --scopes leaves out private.")
  private @Nullable String user;

  @Option(
      names = "--k",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many memories at most, up to 100; default ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "Answer from what was known then, such as 2026-01-31T12:00:00Z.")
  private @Nullable String asOf;

  @Option(
      names = "--scopes",
      split = ",",
      paramLabel = "SCOPE",
      description = "Whose memories: private, shared, global; default private,shared.")
  private List<MemoryScope> scopes = List.of();

  @Option(names = "--json", description = "Print the answer as the HTTP API gave it.")
  private boolean json;

  @Parameters(paramLabel = "QUESTION", description = "What is asked, in quotes.")
  private String question = "";

  @Spec @Nullable private CommandSpec spec;

  public RecallCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    CommandSpec self = Objects.requireNonNull(spec);
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new ParameterException(
          self.commandLine(), "--k is 1 to " + LIMIT_MAX + ", not " + limit);
    }
    if (user == null && (scopes.isEmpty() || scopes.contains(MemoryScope.PRIVATE))) {
      throw new ParameterException(
          self.commandLine(), "Missing --user U, or --scopes without private");
    }
    PrintWriter out = self.commandLine().getOut();
    try (MnemeClient client = target.client(shell)) {
      RecallAnswer answer =
          client.recall(new MnemeClient.Question(user, question, limit, asOf, scopes));
      if (json) {
        out.println(
            Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer.raw()));
      } else {
        out.print(RecallText.of(answer, shell.columns()));
      }
      out.flush();
    }
    return 0;
  }
}
