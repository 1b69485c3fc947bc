package io.mneme.reader;

import static io.mneme.reader.RunningReader.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.schemas.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The context of a prompt over HTTP, the first time and when it was asked before. */
class ContextIT {
  @TempDir static Path objects;

  private static RunningReader reader;

  @BeforeAll
  static void start() throws Exception {
    reader = new RunningReader(objects);
  }

  @AfterAll
  static void stop() {
    reader.close();
  }

  @Test
  void contextHoldsTheConversationAndTheBestMemoriesWithinItsBudget() throws Exception {
    Subject subject = new Subject("acme", "context");
    reader.ingest.write(
        Remembered.text("I am allergic to peanuts").of(subject).by("Mira").turn("old", 0),
        Remembered.text("The weather was fine").of(subject).by("Mira").turn("old", 1),
        Remembered.text("Which snacks with peanuts?").of(subject).by("Tomas").turn("now", 0));

    JsonNode context =
        json(reader.get(reader.acme, "/v1/context?user=context&conversation=now&tokens=60"));

    assertThat(texts(context.at("/working"), "text")).containsExactly("Which snacks with peanuts?");
    assertThat(context.at("/memories/0/text").asText()).isEqualTo("I am allergic to peanuts");
    assertThat(context.at("/text").asText())
        .contains("Relevant memories:", "Mira: I am allergic", "Conversation so far:", "Tomas: ");
    assertThat(context.at("/tokens").asInt()).isBetween(1, 60);
  }

  @Test
  void aContextThatWasAnsweredBeforeKnowsTheNextTurn() throws Exception {
    Subject subject = new Subject("acme", "ready");
    String path = "/v1/context?user=ready&conversation=now";
    for (int turn = 0; turn < 5; turn++) {
      reader.ingest.write(Remembered.text("turn " + turn).of(subject).turn("now", turn));
      List<String> told = List.of();
      for (int asked = 0; asked < 3; asked++) {
        JsonNode context = json(reader.get(reader.acme, path));
        told = texts(context.at("/working"), "text");
      }
      long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
      while (told.size() <= turn && System.nanoTime() < end) { // being told takes a moment
        told = texts(json(reader.get(reader.acme, path)).at("/working"), "text");
      }
      assertThat(told).hasSize(turn + 1).endsWith("turn " + turn);
    }
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(node -> node.path(field).asText())
        .toList();
  }
}
