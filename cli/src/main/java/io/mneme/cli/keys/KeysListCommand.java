package io.mneme.cli.keys;

import io.mneme.cli.client.DataOption;
import io.mneme.cli.client.KafkaOptions;
import io.mneme.cli.console.Shell;
import io.mneme.cli.console.Table;
import io.mneme.schemas.Json;
import io.mneme.schemas.key.ApiKey;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./mneme keys list}: every key there is or was. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List every key, oldest first, the revoked ones too. Secrets are not kept.",
    footerHeading = "%nExample:%n",
    footer = "  ./mneme keys list")
final class KeysListCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final KafkaOptions kafka = new KafkaOptions();
  @Mixin private final DataOption data = new DataOption();

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  KeysListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    List<ApiKey> keys;
    try (KeyDesk desk = new KeyDesk(kafka.bootstrap(data.folder(), shell.environment()), shell)) {
      keys = desk.keys().list();
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(keys));
    } else {
      out.print(text(keys, shell.columns()));
    }
    out.flush();
    return 0;
  }

  static String text(List<ApiKey> keys, int columnsMax) {
    Table table = new Table("key id", "tenant", "name", "scopes", "created", "state");
    for (ApiKey key : keys) {
      Instant revoked = key.revokedAt();
      table.row(
          key.keyId(),
          key.tenant(),
          key.name(),
          String.join(",", key.scopes()),
          key.createdAt().truncatedTo(ChronoUnit.SECONDS),
          revoked == null ? "good" : "revoked " + revoked.truncatedTo(ChronoUnit.SECONDS));
    }
    return table.text(columnsMax);
  }
}
