package io.mneme.cli;

import io.mneme.cli.console.Shell;
import java.io.Console;
import java.lang.reflect.Constructor;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Builds the commands: each gets the shell it runs in. */
final class MnemeWiring implements IFactory {
  /** Not called logback.xml: platform brings one of that name, for services. */
  private static final String LOGGING = "mneme-command-logback.xml";

  private final Shell shell;
  private final IFactory others = CommandLine.defaultFactory();

  MnemeWiring(Shell shell) {
    this.shell = shell;
  }

  /** The real one. Libraries log as a command wants it: see the configuration named here. */
  static Shell shell() {
    System.setProperty("logback.configurationFile", LOGGING);
    boolean watched = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return new Shell(
        System.getenv(), System.in, watched, InstantSource.system(), new SecureRandom());
  }

  /** The whole command line, ready to execute. */
  static CommandLine commandLine(Shell shell) {
    FailureReport failures = new FailureReport(shell.isDebugging());
    return new CommandLine(new MnemeMain(), new MnemeWiring(shell))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Shell.class) {
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(shell));
      }
    }
    return others.create(type);
  }
}
