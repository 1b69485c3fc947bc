package io.mneme.benchmarks.torture.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.benchmarks.torture.fault.GatewayFault;
import io.mneme.benchmarks.torture.fault.Inflicted;
import io.mneme.benchmarks.torture.guarantee.Evidence;
import io.mneme.benchmarks.torture.history.Answer;
import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.benchmarks.torture.history.Command;
import io.mneme.benchmarks.torture.history.Deed;
import io.mneme.benchmarks.torture.history.History;
import io.mneme.benchmarks.torture.world.LagGauge;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  @TempDir private Path folder;

  private static Run run(List<String> broken) {
    Command command =
        new Command(new Subject("dev", "ana"), 0, "ana-0", new Deed.Turn("c", "hello"));
    History history = new History();
    history.add(new Attempt(command, 0, 100, 300, new Answer.Silence("reset")));
    history.add(
        new Attempt(
            command,
            1,
            550,
            1_600,
            new Answer.Acknowledged(command.eventId(), new Position(3, 7))));
    return new Run(
        7,
        "./mneme torture --seed 7",
        List.of(new Inflicted(new GatewayFault(0), 90, 900, OptionalLong.of(1_000))),
        history,
        List.of(
            new LagGauge.Sample(0, OptionalLong.of(4)),
            new LagGauge.Sample(500, OptionalLong.empty()),
            new LagGauge.Sample(1_000, OptionalLong.of(12))),
        new Evidence(
            List.of(),
            List.of(),
            new Evidence.Kept(Map.of(), List.of(), 0, Map.of()),
            Optional.of(Duration.ofMillis(400))),
        List.of(new Run.Verdict("1 accepted is durable", broken)),
        List.of());
  }

  @Test
  void faultIsListedWithWhatCallersSawOfIt() {
    assertThat(RunReport.text(run(List.of())))
        .contains("All promises were kept through 1 faults.")
        .contains("| 1 | F01 | gateway killed | 0.1 | 0.8 | 1 | 1.5 | 12 | 0.1 |")
        .contains("| lag 0 after the last fault | 0.4 s |");
  }

  @Test
  void brokenPromiseIsOneSentenceWithTheSeed() {
    assertThat(RunReport.sentence(run(List.of("event 1 was lost", "event 2 was lost"))))
        .isEqualTo(
            "Promise 1 accepted is durable is broken: event 1 was lost (2 such). Repeat: ./mneme"
                + " torture --seed 7");
  }

  @Test
  void folderHoldsWordsLinesAndADrawing() throws Exception {
    RunReport.write(run(List.of()), folder);

    assertThat(Files.readAllLines(folder.resolve("history.ndjson")))
        .hasSize(2)
        .first()
        .asString()
        .contains("\"silence\":\"reset\"");
    byte[] drawing = Files.readAllBytes(folder.resolve("plot.svg"));
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(drawing))
                .getDocumentElement()
                .getTagName())
        .isEqualTo("svg");
    assertThat(new String(drawing, StandardCharsets.UTF_8)).contains("1 F01 gateway killed");
  }
}
