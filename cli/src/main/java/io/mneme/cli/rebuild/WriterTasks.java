package io.mneme.cli.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.cli.client.DataOption;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.console.CommandFailed;
import io.mneme.cli.console.ProgressDisplay;
import io.mneme.cli.console.Shell;
import io.mneme.devstack.Project;
import io.mneme.devstack.WriterTask;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Runs the writer's other mode against the stack of this machine, and shows how far it is. */
final class WriterTasks {
  private final Shell shell;
  private final DataOption data;

  WriterTasks(Shell shell, DataOption data) {
    this.shell = shell;
    this.data = data;
  }

  /**
   * What a task said.
   *
   * @param exit what it ended with
   * @param found lines before the outcome
   */
  record Said(int exit, List<JsonNode> found, JsonNode outcome) {}

  /**
   * Runs one.
   *
   * @throws CommandFailed when it ended without an outcome
   */
  Said run(PrintWriter progress, String... arguments) throws InterruptedException {
    DevStack stack = DevStack.running(data.folder(), shell.environment());
    WriterTask task =
        new WriterTask(
            Project.find(), stack.data(), WriterTask.addresses(stack.data(), stack.stack()));
    TaskLines lines = new TaskLines();
    int exit;
    try (ProgressDisplay _ = new ProgressDisplay(progress, shell.watched(), lines::progress)) {
      exit = task.run(List.of(arguments), Map.of(), lines::take);
    }
    JsonNode outcome = lines.outcome().orElseThrow(() -> new CommandFailed(lines.unfinished()));
    return new Said(exit, lines.found(), outcome);
  }
}
