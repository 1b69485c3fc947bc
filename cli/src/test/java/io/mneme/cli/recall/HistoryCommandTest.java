package io.mneme.cli.recall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mneme.schemas.Json;
import org.junit.jupiter.api.Test;

class HistoryCommandTest {

  @Test
  void aLifeIsALineAVersionTheLastOneUntilNow() throws JsonProcessingException {
    String text =
        text(
            """
            {"versions": [
              {"text": "I live in Oslo", "known_from": "2026-01-01T00:00:00Z",
                "known_until": "2026-01-05T00:00:00Z", "event_id": "e1"},
              {"text": "I live in Bergen", "known_from": "2026-01-05T00:00:00Z", "event_id": "e2"}],
             "complete": true}
            """);

    assertThat(text.lines())
        .containsExactly(
            "from                  until                 event  text",
            "2026-01-01T00:00:00Z  2026-01-05T00:00:00Z  e1     I live in Oslo",
            "2026-01-05T00:00:00Z  now                   e2     I live in Bergen");
  }

  @Test
  void whatIsNotKnownIsADashAndWhatIsNotShownIsSaid() throws JsonProcessingException {
    String text =
        text(
            """
            {"versions": [
              {"known_until": "2026-01-05T00:00:00Z"},
              {"text": "now", "known_from": "2026-01-05T00:00:00Z", "event_id": "e2"}],
             "complete": false}
            """);

    assertThat(text.lines())
        .containsExactly(
            "from                  until                 event  text",
            "-                     2026-01-05T00:00:00Z  -      -",
            "2026-01-05T00:00:00Z  now                   e2     now",
            "There are older versions.");
  }

  @Test
  void whoSaidItTooIsNamedBelowAndOfAnArchivedOneWhoAnswers() throws JsonProcessingException {
    String versions =
        """
        "versions": [
          {"text": "I live in Oslo", "known_from": "2026-01-02T00:00:00Z", "event_id": "e2"}],
        "complete": true}
        """;
    String keeper =
        text(
            """
            {"absorbed": [
              {"memory_id": "m1", "event_id": "e1", "occurred_at": "2026-01-01T00:00:00Z"}],
            """
                + versions);
    String archived = text("{\"absorbed_by\": \"m2\", " + versions);

    assertThat(keeper.lines().skip(2))
        .containsExactly("said too              event  memory", "2026-01-01T00:00:00Z  e1     m1");
    assertThat(archived.lines().skip(2))
        .containsExactly("Archived: m2 says the same, later, and answers for it.");
  }

  private static String text(String life) throws JsonProcessingException {
    return HistoryCommand.text(Json.mapper().readTree(life), 100);
  }
}
