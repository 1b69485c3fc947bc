package io.mneme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.cli.console.Shell;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands, their flags and their failures: a contract other tools rely on. */
class MnemeMainTest {
  @TempDir Path empty;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private CommandLine mneme(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("MNEME_DATA", empty.toString());
    Shell shell =
        new Shell(
            all,
            InputStream.nullInputStream(),
            false,
            Clock.fixed(Instant.parse("2026-05-08T10:00:00Z"), ZoneOffset.UTC),
            new Random(1));
    return MnemeWiring.commandLine(shell)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
  }

  private int run(String... arguments) {
    return mneme(Map.of()).execute(arguments);
  }

  static Stream<List<String>> commands() {
    return names(MnemeWiring.commandLine(MnemeWiring.shell()), List.of());
  }

  private static Stream<List<String>> names(CommandLine command, List<String> path) {
    return Stream.concat(
        Stream.of(path),
        command.getSubcommands().entrySet().stream()
            .filter(sub -> !sub.getKey().equals("help"))
            .flatMap(sub ->
                names(
                    sub.getValue(),
                    Stream.concat(path.stream(), Stream.of(sub.getKey())).toList())));
  }

  @Test
  void commandsOfTheContractAreThere() {
    assertThat(commands().map(path -> String.join(" ", path)))
        .contains(
            "up",
            "down",
            "status",
            "test",
            "ingest",
            "recall",
            "eval recall",
            "keys create",
            "keys list",
            "keys revoke",
            "dlq list",
            "dlq show",
            "dlq redrive",
            "tiers",
            "bench");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItselfWithAnExample(List<String> path) {
    String[] arguments = Stream.concat(path.stream(), Stream.of("--help")).toArray(String[]::new);

    int exit = run(arguments);

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("Example").contains("./mneme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up --detach --data d --port 8080",
        "status --json",
        "ingest f.ndjson --format ndjson --user ana --wait",
        "ingest f.json --format locomo",
        "ingest -",
        "recall --user ana question --k 5 --json",
        "eval recall --data f.json --format locomo --json",
        "forget --user ana 6f1c0d4e-2b3a-5c7d-8e9f-0a1b2c3d4e5f --wait --json",
        "erase --user ana --yes --wait --json",
        "recall --scopes shared,GLOBAL question",
        "forget --scope shared 6f1c0d4e-2b3a-5c7d-8e9f-0a1b2c3d4e5f",
        "history --scope global 6f1c0d4e-2b3a-5c7d-8e9f-0a1b2c3d4e5f",
        "erase --scope shared --yes --wait",
        "keys create --tenant acme --name n --scopes ingest,recall",
        "keys list",
        "keys revoke 4fQ0zL2mN8Xa",
        "dlq list --limit 5",
        "dlq show 3:17 --payload",
        "dlq redrive 3:17",
        "dlq redrive --all --dry-run",
        "tiers --by-tenant --plot f.svg --json",
        "tiers --tenant acme --reader http://r:8082",
        "bench quick --json"
      })
  void flagsOfTheContractAreUnderstood(String line) {
    CommandLine.ParseResult parsed = mneme(Map.of()).parseArgs(line.split(" "));

    assertThat(parsed.hasSubcommand()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "recall question",
        "recall --user ana question --k 0",
        "recall --user ana question --k many",
        "ingest f --format csv",
        "forget --user ana not-an-id",
        "forget 6f1c0d4e-2b3a-5c7d-8e9f-0a1b2c3d4e5f",
        "erase --yes",
        "erase --yes --scope private",
        "erase --yes --scope team",
        "erase --yes --scope shared --user ana",
        "history 6f1c0d4e-2b3a-5c7d-8e9f-0a1b2c3d4e5f",
        "recall question --scopes private,shared",
        "recall --user ana question --scopes team",
        "keys create --tenant Not/Valid",
        "keys create --tenant acme --scopes everything",
        "dlq show first",
        "dlq redrive",
        "dlq list --limit 0"
      })
  void wrongCommandLineIsOneSentenceAndExitCodeTwo(String line) {
    int exit = run(line.split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).contains("--help");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recall --user ana question",
        "erase --user ana --yes",
        "keys list",
        "dlq list",
        "tiers",
      })
  void whereNothingRunsTheSentenceSaysHowToStartIt(String line) {
    int exit = run(line.split(" "));

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).contains("No Mneme is running here", "./mneme up");
  }

  @Test
  void addressWithoutAKeyIsRefusedWithWhatToDo() {
    int exit = run("recall", "--user", "ana", "q", "--url", "http://127.0.0.1:1");

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).contains("There is no API key", "./mneme keys create");
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    int exit = run("ingest", "nowhere.ndjson", "--url", "http://127.0.0.1:1", "--key", "k");

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).contains("There is no readable file nowhere.ndjson");
  }

  @Test
  void fileInAnotherFormatIsNamed() throws java.io.IOException {
    Path file = Files.writeString(empty.resolve("f.json"), "hello");

    int exit =
        run(
            "ingest",
            file.toString(),
            "--format",
            "locomo",
            "--url",
            "http://127.0.0.1:1",
            "--key",
            "k");

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).contains("is not in the LoCoMo format");
  }

  @Test
  void traceIsShownOnlyWhenAskedFor() {
    int exit = mneme(Map.of("MNEME_DEBUG", "1")).execute("recall", "--user", "ana", "question");

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).contains("\tat io.mneme");
  }
}
