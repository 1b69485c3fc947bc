package io.mneme.cli.recall;

import io.mneme.cli.client.Listing;
import io.mneme.cli.client.MemoryPage;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.Owner;
import io.mneme.cli.client.OwnerOptions;
import io.mneme.cli.client.RecalledMemory;
import io.mneme.cli.client.TargetOptions;
import io.mneme.cli.console.Shell;
import io.mneme.cli.console.Table;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./mneme list}: what is kept, the newest first. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List what is remembered of a user or a scope, the newest first.",
    footerHeading = "%nExample:%n",
    footer = {
      "  ./mneme list --user ana --k 5",
      "  ./mneme list --user ana --conversation garden --tier hot"
    })
public final class ListCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private final TargetOptions target = new TargetOptions();
  @Mixin private final OwnerOptions owners = new OwnerOptions();

  @Option(names = "--tier", paramLabel = "T", description = "Only what is hot, warm or cold.")
  private @Nullable String tier;

  @Option(names = "--conversation", paramLabel = "C", description = "Only what was said there.")
  private @Nullable String conversation;

  @Option(
      names = "--k",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many memories at most, up to 500; default ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Go on where a page ended, with the same filters.")
  private @Nullable String cursor;

  @Option(names = "--json", description = "Print the answer as the HTTP API gave it.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  ListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    CommandLine self = Objects.requireNonNull(spec).commandLine();
    Owner owner = owners.owner(self);
    if (limit < 1 || limit > Listing.LIMIT_MAX) {
      throw new ParameterException(self, "--k is 1 to " + Listing.LIMIT_MAX + ", not " + limit);
    }
    PrintWriter out = self.getOut();
    try (MnemeClient client = target.client(shell)) {
      MemoryPage page = client.list(new Listing(owner, tier, conversation, limit, cursor));
      out.print(
          json
              ? page.raw().toPrettyString() + System.lineSeparator()
              : text(page, shell.columns()));
      out.flush();
    }
    return 0;
  }

  static String text(MemoryPage page, int columnsMax) {
    if (page.memories().isEmpty()) {
      return "Nothing is remembered that fits.%n".formatted();
    }
    Table table = new Table("when", "who", "tier", "memory", "text");
    for (RecalledMemory memory : page.memories()) {
      table.row(
          RecallText.when(memory.occurredAt()),
          RecallText.who(memory),
          memory.tier(),
          memory.memoryId(),
          memory.text());
    }
    return table.text(columnsMax)
        + (page.nextCursor() == null
            ? ""
            : "There is more: add --cursor %s%n".formatted(page.nextCursor()));
  }
}
