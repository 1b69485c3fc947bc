package io.mneme.cli.erasure;

import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.Owner;
import io.mneme.cli.client.OwnerOptions;
import io.mneme.cli.client.TargetOptions;
import io.mneme.cli.console.Shell;
import io.mneme.schemas.Json;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./mneme erase}: everything of one user is to be gone. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description =
        "Erase everything that is remembered of a user or a scope, in every store, for good.",
    footerHeading = "%nExample:%n",
    footer = {
      "  ./mneme erase --user ana --yes --wait",
      "  ./mneme erase --scope shared --yes --wait"
    })
public final class EraseCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private final TargetOptions target = new TargetOptions();
  @Mixin private final OwnerOptions owners = new OwnerOptions();
  @Mixin private final Forgetting forgetting = new Forgetting();

  @Option(names = "--yes", description = "Do it without asking.")
  private boolean yes;

  @Spec private @Nullable CommandSpec spec;

  EraseCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    CommandLine self = Objects.requireNonNull(spec).commandLine();
    Owner owner = owners.owner(self);
    try (MnemeClient client = target.client(shell)) {
      if (!yes) {
        new Confirmation(shell, self.getErr())
            .ask(
                String.format(
                    Locale.ROOT,
                    "This erases all %,d memories of %s, and the sessions, for good.",
                    client.listAll(owner).size(),
                    owner));
      }
      forgetting.run(
          new Forgetting.Place(shell, client, self, owner),
          Json.mapper().createObjectNode().put("type", "subject_erased"));
    }
    return 0;
  }
}
