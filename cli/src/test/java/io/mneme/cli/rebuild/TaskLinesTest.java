package io.mneme.cli.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.schemas.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a task of the writer says, as a person reads it. */
class TaskLinesTest {
  private final TaskLines lines = new TaskLines();

  private static JsonNode json(String text) throws Exception {
    return Json.mapper().readTree(text);
  }

  @Test
  void aStepIsABarWithCountsAndTheTimeLeft() {
    lines.take("{\"step\":\"build\",\"done\":250,\"total\":1000,\"seconds\":30}");

    assertThat(lines.progress())
        .isEqualTo("build  25 % ▕███████                     ▏ 250 of 1,000, 1:30 left");
  }

  @Test
  void aStepWithoutCountsIsItsName() {
    lines.take("{\"step\":\"switch\",\"done\":0,\"total\":1,\"seconds\":30}");

    assertThat(lines.progress()).isEqualTo("switch");
  }

  @Test
  void aDeathSaysWhichStateServes() {
    lines.take("{\"step\":\"switch\",\"done\":0,\"total\":1,\"seconds\":30}");
    assertThat(lines.unfinished()).contains("what was served before is served still");

    lines.take("{\"step\":\"switched\",\"done\":1,\"total\":1,\"seconds\":31}");
    lines.take("{\"step\":\"announce\",\"done\":5,\"total\":10,\"seconds\":32}");
    assertThat(lines.unfinished()).contains("The new state serves");
  }

  @Test
  void whatIsNotOursIsPassedOver() {
    lines.take("{\"message\":\"a log line\"}");
    lines.take("no JSON");
    lines.take("{ broken");

    assertThat(lines.progress()).isEqualTo("starting");
    assertThat(lines.outcome()).isEmpty();
    assertThat(lines.found()).isEmpty();
  }

  @Test
  void aRebuildSaysItsFiguresAndWhatWentWrong() throws Exception {
    String text =
        RebuildCommand.text(
            json(
                """
                {"outcome":"rebuilt","generation":2,"events":1200,"memories":1000,"seconds":2.5,
                "memories_per_second":400,"log_gb_per_hour":0.5,"embedded":0,
                "taken_in_from_cold":3,"writers_waited_seconds":0.035,"cache_told":false}
                """));

    assertThat(text)
        .contains("Rebuilt 1,000 memories from 1,200 events in 2.5 s: 400 memories/s")
        .contains("Generation 2 serves.")
        .contains("Writers waited 0.035 s")
        .contains("3 memories had lost their cold object")
        .contains("Redis did not answer");
  }

  @Test
  void aChangeOfModelSaysBothModelsAndItsSpeed() throws Exception {
    assertThat(
            ReembedCommand.text(
                json(
                    """
                    {"outcome":"reembedded","model":"b/1","model_before":"a/1","generation":3,
                    "memories":1000,"embedded":990,"seconds":7.5,"texts_per_second":132,
                    "writers_waited_seconds":0.024,"cache_told":false}
                    """)))
        .contains("1,000 memories have vectors of b/1 instead of a/1 now.")
        .contains("Texts embedded: 990 in 7.5 s, 132/s. Generation 3 serves")
        .contains("writers waited 0.024 s")
        .contains("Redis did not answer");
  }

  @Test
  void theModelInUseIsNamedAndWhatWasMadeUpFor() throws Exception {
    assertThat(
            ReembedCommand.text(
                json("{\"outcome\":\"unchanged\",\"model\":\"b/1\",\"announced\":0}")))
        .isEqualTo("b/1 is the model already. Nothing was changed.");
    assertThat(
            ReembedCommand.text(
                json("{\"outcome\":\"unchanged\",\"model\":\"b/1\",\"announced\":7}")))
        .contains("7 memories were announced that an interrupted run had left");
  }

  @Test
  void aComparisonNamesPartitionsAndTheFirstThatDiffer() throws Exception {
    WriterTasks.Said said =
        new WriterTasks.Said(
            5,
            List.of(
                json(
                    """
                    {"partition":3,"next_offset":42,"memory":1000,"forgotten":1,"conversation":2,
                    "session":3,"digest":"0123456789abcdef0123456789abcdef"}
                    """)),
            json(
                """
                {"outcome":"different","differences":1,"partitions":[3],"named":[
                {"how":"other","kind":"memory","tenant":"acme","user":"ann","name":"m-1"}]}
                """));

    String text = VerifyCommand.text(said, 120);

    assertThat(text)
        .contains("0123456789abcdef")
        .contains("1,000")
        .contains("1 in partitions [3]")
        .contains("other memory m-1 of acme/ann");
  }

  @Test
  void aReplayThatOnlyCountsSaysThatNothingWasChanged() throws Exception {
    assertThat(ReplayCommand.text(json("{\"outcome\":\"counted\",\"subjects\":7}")))
        .isEqualTo("7 subjects have an event in the range. Nothing was changed.");
  }

  @Test
  void aConsolidationNamesWhoAnswersForWhom() {
    lines.take("{\"tenant\":\"acme\",\"user\":\"ann\",\"keep\":\"k\",\"absorb\":[\"a\",\"b\"]}");
    lines.take(
        "{\"outcome\":\"consolidated\",\"subjects_looked_at\":1200,\"kept\":1,\"absorbed\":2}");

    assertThat(ConsolidateCommand.text(said(0)))
        .contains("acme/ann: k answers for a, b")
        .contains("Looked at 1,200 users: 1 memories answer for 2 others.");
  }

  @Test
  void aDryRunChangesNothingAndSaysSo() {
    lines.take("{\"outcome\":\"named\",\"subjects_looked_at\":3,\"kept\":0,\"absorbed\":0}");

    assertThat(ConsolidateCommand.text(said(0)))
        .isEqualTo("Looked at 3 users: 0 memories would answer for 0 others. Nothing was changed.");
  }

  @Test
  void whereConsolidationIsOffNothingIsDone() {
    lines.take("{\"outcome\":\"off\"}");

    assertThat(ConsolidateCommand.text(said(1))).contains("MNEME_CONSOLIDATION_ENABLED is false");
  }

  private WriterTasks.Said said(int exit) {
    return new WriterTasks.Said(exit, lines.found(), lines.outcome().orElseThrow());
  }
}
