package io.mneme.cli.stack;

import io.mneme.devstack.Project;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code mneme test}: everything CI runs. The launcher script does it itself, without this program,
 * because building this program first would compile everything twice; so this only calls it.
 */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Installs what the tests need and runs all of them: './mvnw -ntp verify'.",
    footer = {"", "Example:  ./mneme test", "          ./mneme test -pl storage -am"})
public final class TestCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "MAVEN_OPTION",
      arity = "0..*",
      description = "Passed to Maven, for example -pl storage -am.")
  private List<String> options = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Project project = Project.find();
    List<String> command = new ArrayList<>();
    command.add(project.root().resolve("mneme").toString());
    command.add("test");
    command.addAll(options);
    return new ProcessBuilder(command)
        .directory(project.root().toFile())
        .inheritIO()
        .start()
        .waitFor();
  }
}
