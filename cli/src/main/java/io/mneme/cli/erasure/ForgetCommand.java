package io.mneme.cli.erasure;

import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.Owner;
import io.mneme.cli.client.OwnerOptions;
import io.mneme.cli.client.TargetOptions;
import io.mneme.cli.console.Shell;
import io.mneme.schemas.Json;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./mneme forget}: one memory is to be gone. */
@Command(
    name = "forget",
    mixinStandardHelpOptions = true,
    description = "Forget one memory of a user or a scope, in every store, for good.",
    footerHeading = "%nExample:%n",
    footer = {
      "  ./mneme forget --user ana 6f1c0d4e-2b3a-5c7d-8e9f-0a1b2c3d4e5f --wait",
      "  ./mneme forget --scope shared 6f1c0d4e-2b3a-5c7d-8e9f-0a1b2c3d4e5f"
    })
public final class ForgetCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private final TargetOptions target = new TargetOptions();
  @Mixin private final OwnerOptions owners = new OwnerOptions();
  @Mixin private final Forgetting forgetting = new Forgetting();

  @Parameters(paramLabel = "MEMORY_ID", description = "Which memory, as list names it.")
  private UUID memoryId = new UUID(0, 0);

  @Spec private @Nullable CommandSpec spec;

  ForgetCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    CommandLine self = Objects.requireNonNull(spec).commandLine();
    Owner owner = owners.owner(self);
    try (MnemeClient client = target.client(shell)) {
      forgetting.run(
          new Forgetting.Place(shell, client, self, owner),
          Json.mapper()
              .createObjectNode()
              .put("type", "memory_forgotten")
              .put("memory_id", memoryId.toString()));
    }
    return 0;
  }
}
