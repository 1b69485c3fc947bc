package io.mneme.cli.erasure;

import io.mneme.cli.console.CommandFailed;
import io.mneme.cli.console.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Asks a person whether something that cannot be undone is meant. */
final class Confirmation {
  private final Shell shell;
  private final PrintWriter err;

  Confirmation(Shell shell, PrintWriter err) {
    this.shell = shell;
    this.err = err;
  }

  /**
   * Returns when it is meant.
   *
   * @param what is about to happen, one sentence
   * @throws CommandFailed when it is not, or nobody is there to be asked
   */
  void ask(String what) throws IOException {
    if (!shell.watched()) {
      throw new CommandFailed(
          what + " There is no terminal to ask on: add --yes if that is what you want.");
    }
    err.print(what + " Type \"yes\" to go on: ");
    err.flush();
    BufferedReader answers =
        new BufferedReader(new InputStreamReader(shell.in(), StandardCharsets.UTF_8));
    if (!"yes".equals(answers.readLine())) {
      throw new CommandFailed("Nothing was erased.");
    }
  }
}
