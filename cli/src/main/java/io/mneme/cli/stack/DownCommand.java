package io.mneme.cli.stack;

import io.mneme.devstack.Project;
import io.mneme.devstack.StackEnd;
import io.mneme.devstack.StackFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mneme down}: ends what {@code up} started, and nothing else. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Ends exactly what 'up' started on the data folder. The data stay.",
    footer = {"", "Example:  ./mneme down"})
public final class DownCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() {
    Path folder = data.folder(Project.find());
    Optional<StackFile.Stack> stack = new StackFile(folder).read();
    List<String> ended = stack.isPresent() ? new StackEnd(stack.get()).end() : List.of();
    System.out.println(
        ended.isEmpty()
            ? "Nothing was running on " + folder + "."
            : "Ended: " + String.join(", ", ended) + ". The data are in " + folder + ".");
    return 0;
  }
}
