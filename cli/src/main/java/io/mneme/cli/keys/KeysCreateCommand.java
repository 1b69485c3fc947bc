package io.mneme.cli.keys;

import io.mneme.cli.client.DataOption;
import io.mneme.cli.client.KafkaOptions;
import io.mneme.cli.console.Shell;
import io.mneme.platform.keys.Keys;
import io.mneme.schemas.Subject;
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
import picocli.CommandLine.Spec;

/** {@code ./mneme keys create}: a new key, shown this once. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = "Make a key and print it. It is shown this once: only its hash is kept.",
    footerHeading = "%nExample:%n",
    footer = "  ./mneme keys create --tenant acme --name chat-app --scopes ingest,recall")
final class KeysCreateCommand implements Callable<Integer> {
  private final Shell shell;

  /** What a key may do. */
  enum Scope {
    ingest,
    recall,
    erase,
    ops
  }

  /** Where a key is meant to be used; part of the key, for secret scanners. */
  enum Environment {
    dev,
    live
  }

  @Mixin private final KafkaOptions kafka = new KafkaOptions();
  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--tenant",
      required = true,
      paramLabel = "T",
      description = "Whom it speaks for: lower-case letters, digits, dashes.")
  private String tenant = "";

  @Option(
      names = "--name",
      paramLabel = "N",
      defaultValue = "unnamed",
      description = "What you call it; default ${DEFAULT-VALUE}.")
  private String name = "";

  @Option(
      names = "--scopes",
      split = ",",
      paramLabel = "SCOPE",
      defaultValue = "ingest,recall",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private List<Scope> scopes = List.of();

  @Option(
      names = "--environment",
      defaultValue = "live",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Environment environment = Environment.live;

  @Spec private @Nullable CommandSpec spec;

  KeysCreateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    CommandSpec self = Objects.requireNonNull(spec);
    try {
      Subject.requireValid(tenant, "anyone");
      if (tenant.equals(MemoryScope.GLOBAL_TENANT)) {
        throw new IllegalArgumentException("\"" + tenant + "\" is a tenant no key speaks for");
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(self.commandLine(), String.valueOf(e.getMessage()), e);
    }
    try (KeyDesk desk = new KeyDesk(kafka.bootstrap(data.folder(), shell.environment()), shell)) {
      Keys.Created created =
          desk.keys()
              .create(
                  tenant,
                  name,
                  scopes.stream().distinct().map(Scope::name).toList(),
                  environment.name());
      PrintWriter out = self.commandLine().getOut();
      out.println(created.text());
      out.flush();
      PrintWriter err = self.commandLine().getErr();
      err.println(
          "This key of "
              + tenant
              + " is shown this once; ./mneme keys revoke "
              + created.key().keyId()
              + " ends it.");
      err.flush();
    }
    return 0;
  }
}
