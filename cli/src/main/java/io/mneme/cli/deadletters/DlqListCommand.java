package io.mneme.cli.deadletters;

import io.mneme.cli.client.DataOption;
import io.mneme.cli.client.KafkaOptions;
import io.mneme.cli.console.Shell;
import io.mneme.platform.kafka.DeadLetterShelf;
import io.mneme.schemas.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./mneme dlq list}: the newest dead letters. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the newest dead letters, newest first.",
    footerHeading = "%nExample:%n",
    footer = {"  ./mneme dlq list --limit 50", "  ./mneme dlq list --tenant acme --since 2h"})
final class DlqListCommand implements Callable<Integer> {
  private static final int LIMIT_MAX = 10_000;

  private final Shell shell;

  @Mixin private final KafkaOptions kafka = new KafkaOptions();
  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many at most; default ${DEFAULT-VALUE}.")
  private int limit;

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "%nOnly those:%n")
  private LetterFilter filter = new LetterFilter();

  @Spec private @Nullable CommandSpec spec;

  DlqListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    CommandSpec self = Objects.requireNonNull(spec);
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new ParameterException(
          self.commandLine(), "--limit is 1 to " + LIMIT_MAX + ", not " + limit);
    }
    List<DeadLetterShelf.Entry> entries;
    try (DeadLetterShelf shelf =
        new DeadLetterShelf(kafka.bootstrap(data.folder(), shell.environment()))) {
      entries =
          filter.isEmpty()
              ? shelf.newest(limit)
              : shelf.newest(limit, filter.at(shell.clock().instant()));
    }
    PrintWriter out = self.commandLine().getOut();
    if (json) {
      out.println(
          Json.mapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(entries.stream().map(LetterText::json).toList()));
    } else {
      out.print(LetterText.table(entries, shell.columns()));
    }
    out.flush();
    return 0;
  }
}
