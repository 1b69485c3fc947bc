package io.mneme.cli.stack;

import io.mneme.devstack.Installer;
import io.mneme.devstack.Project;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mneme test}: everything CI runs. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Installs what the tests need and runs all of them: './mvnw -ntp verify'.",
    footer = {"", "Example:  ./mneme test", "          ./mneme test -pl storage -am"})
public final class TestCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "MAVEN_OPTION",
      arity = "0..*",
      description = "Passed to Maven, for example -pl storage -am (after a --).")
  private List<String> options = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Project project = Project.find();
    new Installer(project).installWhatIsMissing();
    List<String> command =
        new ArrayList<>(List.of(project.root().resolve("mvnw").toString(), "-ntp", "verify"));
    command.addAll(options);
    int exit =
        new ProcessBuilder(command)
            .directory(project.root().toFile())
            .inheritIO()
            .start()
            .waitFor();
    if (exit != 0) {
      System.err.println("mneme test: the build has failed (exit code " + exit + "), see above.");
    }
    return exit;
  }
}
