package io.mneme.cli.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.Owner;
import io.mneme.cli.client.OwnerOptions;
import io.mneme.cli.client.RecordedEvents.Accepted;
import io.mneme.cli.client.TargetOptions;
import io.mneme.cli.console.ProgressDisplay;
import io.mneme.cli.console.Shell;
import io.mneme.schemas.Json;
import io.mneme.schemas.memory.MemoryKind;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./mneme remember}: one memory, ready-made. */
@Command(
    name = "remember",
    mixinStandardHelpOptions = true,
    description = "Remember one thing of a user or a scope.",
    footerHeading = "%nExample:%n",
    footer = {
      "  ./mneme remember --user ana \"The beans were sown on the second of May.\" --wait",
      "  ./mneme remember --scope shared \"The shop opens at nine.\""
    })
public final class RememberCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private final TargetOptions target = new TargetOptions();
  @Mixin private final OwnerOptions owners = new OwnerOptions();

  @Option(
      names = "--kind",
      defaultValue = "semantic",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private MemoryKind kind = MemoryKind.SEMANTIC;

  @Option(names = "--wait", description = "Return only when it can be recalled.")
  private boolean wait;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Parameters(paramLabel = "TEXT", description = "What is to be remembered, in quotes.")
  private String text = "";

  @Spec private @Nullable CommandSpec spec;

  RememberCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    CommandLine self = Objects.requireNonNull(spec).commandLine();
    Owner owner = owners.owner(self);
    try (MnemeClient client = target.client(shell)) {
      Accepted accepted = client.record(event(owner));
      if (wait) {
        Application application = new Application(client);
        try (ProgressDisplay _ =
            new ProgressDisplay(self.getErr(), shell.watched(), application::line)) {
          application.await(List.of(accepted.position()));
        }
      }
      PrintWriter out = self.getOut();
      out.println(json ? json(accepted) : sentence(accepted));
      out.flush();
    }
    return 0;
  }

  private ObjectNode event(Owner owner) {
    ObjectNode event = Json.mapper().createObjectNode().put("type", "memory_asserted");
    event.put("kind", kind.name().toLowerCase(Locale.ROOT)).put("text", text);
    event.put("idempotency_key", "cli-" + Long.toHexString(shell.random().nextLong()));
    return owner.in(event);
  }

  private String sentence(Accepted accepted) {
    return wait
        ? "Remembered."
        : "Durable at " + accepted.position() + "; it can be recalled in a moment.";
  }

  private static String json(Accepted accepted) {
    return Json.mapper()
        .createObjectNode()
        .put("event_id", accepted.eventId().toString())
        .put("position", accepted.position().toString())
        .toPrettyString();
  }
}
