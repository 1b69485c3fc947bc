package io.mneme.cli.keys;

import io.mneme.cli.client.DataOption;
import io.mneme.cli.client.KafkaOptions;
import io.mneme.cli.console.CommandFailed;
import io.mneme.cli.console.Shell;
import io.mneme.schemas.key.ApiKey;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./mneme keys revoke}: a key is over. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = "End a key for good. Every service refuses it within a moment.",
    footerHeading = "%nExample:%n",
    footer = "  ./mneme keys revoke 4fQ0zL2mN8Xa")
final class KeysRevokeCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final KafkaOptions kafka = new KafkaOptions();
  @Mixin private final DataOption data = new DataOption();

  @Parameters(paramLabel = "KEYID", description = "The 12 letters that ./mneme keys list shows.")
  private String keyId = "";

  @Spec private @Nullable CommandSpec spec;

  KeysRevokeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    Optional<ApiKey> revoked;
    try (KeyDesk desk = new KeyDesk(kafka.bootstrap(data.folder(), shell.environment()), shell)) {
      revoked = desk.keys().revoke(keyId);
    }
    ApiKey key =
        revoked.orElseThrow(() ->
            new CommandFailed(
                "There is no key " + keyId + "; ./mneme keys list shows those there are."));
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println("Revoked " + key.keyId() + " (" + key.name() + ") of " + key.tenant() + ".");
    out.flush();
    return 0;
  }
}
