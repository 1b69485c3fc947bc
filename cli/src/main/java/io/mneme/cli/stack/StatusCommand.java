package io.mneme.cli.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.cli.client.DevStack;
import io.mneme.devstack.ComponentState;
import io.mneme.devstack.Project;
import io.mneme.devstack.StackStatus;
import io.mneme.schemas.Json;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.postgres.ModelInUse;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.postgres.PostgresPool;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mneme status}: what runs, where, with how much memory. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows what runs on the data folder; exits with 0 when all of it is ready.",
    footer = {"", "Example:  ./mneme status --json"})
public final class StatusCommand implements Callable<Integer> {
  private static final String ROLE = "mneme_reader";
  private static final double MEGABYTE = 1024 * 1024;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Path folder = data.folder(Project.find());
    StackStatus status = StackStatus.of(folder);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Optional<String> model = model(folder, status);
    if (json) {
      out.println(json(status, model));
    } else {
      print(out, status);
      model.ifPresent(name -> out.println("The vectors are of " + name + "."));
    }
    out.flush();
    return status.state() == ComponentState.READY ? 0 : 1;
  }

  /** What the database says, where it can be asked. */
  private static Optional<String> model(Path folder, StackStatus status) {
    if (status.state() != ComponentState.READY) {
      return Optional.empty();
    }
    DevStack stack = DevStack.running(Optional.of(folder), Map.of());
    PostgresConfig database =
        PostgresConfig.of(stack.postgresUrl(), ROLE, stack.postgresPassword());
    try (PostgresPool pool = PostgresPool.open(database)) {
      return new ModelInUse(pool).now();
    } catch (StoreUnavailable e) {
      System.err.println("The database cannot be asked for its model: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static String json(StackStatus status, Optional<String> model) {
    try {
      ObjectNode json = (ObjectNode) Json.mapper().readTree(status.toJson());
      model.ifPresent(name -> json.put("model", name));
      return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a status that is no JSON", e);
    }
  }

  private static void print(PrintWriter out, StackStatus status) {
    if (status.components().isEmpty()) {
      out.println("Nothing runs on " + status.data() + "; ./mneme up starts it.");
      return;
    }
    String row = "%-19s %-11s %8s %8s %9s  %s%n";
    out.printf(row, "component", "state", "pid", "memory", "restarts", "address");
    for (StackStatus.Component one : status.components()) {
      out.printf(
          row,
          one.name(),
          one.state().name().toLowerCase(Locale.ROOT),
          one.pid() == null ? "-" : one.pid().toString(),
          one.rssBytes() == null
              ? "-"
              : String.format(Locale.ROOT, "%.0f MB", one.rssBytes() / MEGABYTE),
          one.restarts(),
          one.url());
    }
    out.println();
    out.println(
        "The stack is %s%s. Data and logs: %s"
            .formatted(
                status.state().name().toLowerCase(Locale.ROOT),
                status.url() == null ? "" : " at " + status.url(),
                status.data()));
    if (status.problem() != null) {
      out.println(status.problem());
    }
  }
}
