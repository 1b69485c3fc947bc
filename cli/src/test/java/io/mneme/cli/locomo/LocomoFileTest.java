package io.mneme.cli.locomo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.cli.console.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a sample written for the purpose. */
class LocomoFileTest {
  private static final String SAMPLE =
      """
      [{"sample_id": "conv-x",
        "qa": [
          {"question": "What does Mara grow?", "answer": "beans", "evidence": ["D1:1"], "category": 4},
          {"question": "Who joined when?", "answer": 2021, "evidence": ["D1:2; D2:1", "D1:2"], "category": 1},
          {"question": "Where is it?", "evidence": ["D", "D9:9"], "category": 5}
        ],
        "conversation": {
          "speaker_a": "Mara", "speaker_b": "Jon",
          "session_2_date_time": "12:48 am on 1 February, 2023",
          "session_2": [{"speaker": "Jon", "dia_id": "D2:1", "text": "I joined the garden club."}],
          "session_1_date_time": "1:56 pm on 8 May, 2022",
          "session_1": [
            {"speaker": "Mara", "dia_id": "D1:1", "text": "The beans are up!", "blip_caption": "a row of bean plants"},
            {"speaker": "Jon", "dia_id": "D1:2", "text": "", "blip_caption": "a watering can"},
            {"speaker": "Jon", "dia_id": "D1:3", "text": " "}
          ],
          "session_3_date_time": "9:00 am on 2 March, 2023"
        }}]
      """;

  @TempDir Path folder;

  private Conversation sample() throws IOException {
    return LocomoFile.read(file(SAMPLE)).getFirst();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("sample.json"), text);
  }

  @Test
  void sessionsAreReadInTheirOrder() throws IOException {
    assertThat(sample().turns())
        .extracting(Conversation.Turn::diaId)
        .containsExactly("D1:1", "D1:2", "D2:1");
  }

  @Test
  void turnsOfASessionAreASecondApart() throws IOException {
    assertThat(sample().turns())
        .extracting(Conversation.Turn::occurredAt)
        .containsExactly(
            Instant.parse("2022-05-08T13:56:00Z"),
            Instant.parse("2022-05-08T13:56:01Z"),
            Instant.parse("2023-02-01T00:48:00Z"));
  }

  @Test
  void pictureSentWithoutAWordSpeaksByItsCaption() throws IOException {
    Conversation.Turn picture = sample().turns().get(1);

    assertThat(picture.text()).isEqualTo("a watering can");
    assertThat(picture.caption()).isNull();
    assertThat(sample().turns().getFirst().caption()).isEqualTo("a row of bean plants");
  }

  @Test
  void malformedEvidenceIsSplitAndWhatNamesNoTurnIsDroppedAndCounted() throws IOException {
    Conversation conversation = sample();

    assertThat(conversation.questions())
        .extracting(question -> List.copyOf(question.gold()))
        .containsExactly(List.of("D1:1"), List.of("D1:2", "D2:1"), List.of());
    assertThat(conversation.evidenceDropped()).isEqualTo(2);
  }

  @Test
  void eventOfATurnNamesItsSessionAndItsTurn() throws IOException {
    Conversation.Turn turn = sample().turns().getFirst();

    assertThat(LocomoEvents.turn(turn, turn.session()).toString())
        .isEqualTo(
            """
            {"conversation":"session_1","speaker":"Mara","text":"The beans are up!",\
            "occurred_at":"2022-05-08T13:56:00Z","caption":"a row of bean plants",\
            "metadata":{"dia_id":"D1:1"}}\
            """);
  }

  @Test
  void anotherFormatIsNamedAsSuch() throws IOException {
    Path other = file("{\"text\": \"hello\"}");

    assertThatThrownBy(() -> LocomoFile.read(other))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("is not in the LoCoMo format");
  }

  @Test
  void dateThatIsNoneIsNamed() {
    assertThatThrownBy(() -> SessionDate.parse("yesterday"))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("\"yesterday\" is not a session's date");
  }
}
