package io.mneme.cli;

import io.mneme.cli.client.RequestFailed;
import io.mneme.cli.console.CommandFailed;
import io.mneme.devstack.ServerFailed;
import io.mneme.platform.Outage;
import io.mneme.storage.StoreUnavailable;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Turns whatever went wrong into one sentence on standard error and an exit code: 2 for a wrong
 * command line, 1 for everything else. A stack trace is shown only with MNEME_DEBUG set.
 */
final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
  static final int EXIT_FAILURE = 1;
  static final int EXIT_USAGE = 2;

  private final boolean debug;

  /**
   * @param debug whether a stack trace is wanted too
   */
  FailureReport(boolean debug) {
    this.debug = debug;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    print(failure, sentence(failure), command);
    return EXIT_FAILURE;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String what = withoutStop(oneLine(String.valueOf(failure.getMessage())));
    print(failure, what + "; \"./" + name + " --help\" shows how it is called.", command);
    return EXIT_USAGE;
  }

  private void print(Exception failure, String sentence, CommandLine command) {
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText(sentence));
    if (debug) {
      failure.printStackTrace(err);
    }
    err.flush();
  }

  static String sentence(Exception failure) {
    return switch (failure) {
      case CommandFailed expected -> oneLine(message(expected));
      case RequestFailed refused -> oneLine(message(refused));
      case ServerFailed server -> oneLine(message(server));
      case Outage outage ->
          "%s does not answer (%s); \"./mneme status\" shows what runs."
              .formatted(outage.dependency(), withoutStop(oneLine(message(outage))));
      case StoreUnavailable store ->
          "The store does not answer (%s); \"./mneme status\" shows what runs."
              .formatted(withoutStop(oneLine(message(store))));
      case NoSuchFileException missing -> "There is no file " + missing.getFile() + ".";
      default ->
          "%s: %s; set MNEME_DEBUG=1 to see where."
              .formatted(
                  failure.getClass().getSimpleName(), withoutStop(oneLine(message(failure))));
    };
  }

  private static String message(Exception failure) {
    return failure.getMessage() == null ? "no message" : failure.getMessage();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ").strip();
  }

  private static String withoutStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
