package io.mneme.cli.deadletters;

import io.mneme.cli.client.DataOption;
import io.mneme.cli.client.KafkaOptions;
import io.mneme.cli.console.Shell;
import io.mneme.platform.kafka.DeadLetterShelf;
import io.mneme.schemas.Position;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./mneme dlq show}: one dead letter. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Show why a record was given up. What somebody said stays masked unless asked for.",
    footerHeading = "%nExample:%n",
    footer = "  ./mneme dlq show 3:17 --payload")
final class DlqShowCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private final KafkaOptions kafka = new KafkaOptions();
  @Mixin private final DataOption data = new DataOption();

  @Parameters(
      paramLabel = "ID",
      converter = LetterIdConverter.class,
      description = "As ./mneme dlq list shows it, for example 3:17.")
  private Position id = new Position(0, 0);

  @Option(names = "--payload", description = "Print the record too, with what somebody said in it.")
  private boolean payload;

  @Spec private @Nullable CommandSpec spec;

  DlqShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    DeadLetterShelf.Entry entry;
    try (DeadLetterShelf shelf =
        new DeadLetterShelf(kafka.bootstrap(data.folder(), shell.environment()))) {
      entry =
          shelf
              .find(id.partition(), id.offset())
              .orElseThrow(() -> LetterIdConverter.noSuchLetter(id));
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(LetterText.details(entry, payload));
    out.flush();
    return 0;
  }
}
