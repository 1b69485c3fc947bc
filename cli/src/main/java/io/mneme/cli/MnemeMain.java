package io.mneme.cli;

import io.mneme.cli.bench.BenchCommand;
import io.mneme.cli.bench.TortureCommand;
import io.mneme.cli.deadletters.DlqCommand;
import io.mneme.cli.erasure.EraseCommand;
import io.mneme.cli.erasure.ForgetCommand;
import io.mneme.cli.eval.EvalCommand;
import io.mneme.cli.ingest.IngestCommand;
import io.mneme.cli.ingest.RememberCommand;
import io.mneme.cli.keys.KeysCommand;
import io.mneme.cli.rebuild.ConsolidateCommand;
import io.mneme.cli.rebuild.RebuildCommand;
import io.mneme.cli.rebuild.ReembedCommand;
import io.mneme.cli.rebuild.ReplayCommand;
import io.mneme.cli.rebuild.VerifyCommand;
import io.mneme.cli.recall.HistoryCommand;
import io.mneme.cli.recall.ListCommand;
import io.mneme.cli.recall.RecallCommand;
import io.mneme.cli.stack.DownCommand;
import io.mneme.cli.stack.SetupCommand;
import io.mneme.cli.stack.StatusCommand;
import io.mneme.cli.stack.TestCommand;
import io.mneme.cli.stack.UpCommand;
import io.mneme.cli.tiers.TiersCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code ./mneme}: the operator's and developer's commands. */
@Command(
    name = "mneme",
    mixinStandardHelpOptions = true,
    version = "mneme 0.1.0",
    description = "The memory of chat applications, kept as a log.",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      TestCommand.class,
      SetupCommand.class,
      IngestCommand.class,
      RememberCommand.class,
      RecallCommand.class,
      ListCommand.class,
      HistoryCommand.class,
      ForgetCommand.class,
      EraseCommand.class,
      EvalCommand.class,
      KeysCommand.class,
      DlqCommand.class,
      TiersCommand.class,
      RebuildCommand.class,
      ReembedCommand.class,
      ReplayCommand.class,
      VerifyCommand.class,
      ConsolidateCommand.class,
      BenchCommand.class,
      TortureCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  ./mneme up --detach",
      "  ./mneme ingest docs/samples/garden.ndjson --user ana --wait",
      "  ./mneme recall --user ana \"when do I sow the beans?\""
    })
public final class MnemeMain {

  /** The whole command line: what the documentation is held against. */
  public static CommandLine commandLine() {
    return MnemeWiring.commandLine(MnemeWiring.shell());
  }

  /** Runs one command; its exit code is 0, 1 for a failure, 2 for a wrong command line. */
  public static void main(String[] arguments) {
    System.exit(MnemeWiring.commandLine(MnemeWiring.shell()).execute(arguments));
  }
}
