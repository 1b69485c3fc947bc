package io.mneme.writer.derive;

import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.memory.EmbeddingText;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a batch will most likely be embedded by, read from its events alone, before anything is
 * decided. A guess: an event may turn out a duplicate, and what a correction is embedded by depends
 * on the memory it corrects. A wrong guess costs an embedding, never a wrong memory.
 */
public final class Anticipation {

  private Anticipation() {}

  /** The texts, in the order of the events. */
  public static List<String> texts(List<Event> events) {
    return events.stream().flatMap(event -> texts(event.intent())).toList();
  }

  private static Stream<String> texts(Intent intent) {
    return switch (intent) {
      case Intent.TurnRecorded turn ->
          Stream.of(EmbeddingText.of(turn.speaker(), turn.text(), turn.caption()));
      case Intent.MemoryAsserted asserted ->
          Stream.of(EmbeddingText.of(null, asserted.text(), null));
      case Intent.MemoryCorrected _ -> Stream.empty();
      case Intent.MemoryForgotten _ -> Stream.empty();
      case Intent.SessionTouched _ -> Stream.empty();
      case Intent.SubjectErased _ -> Stream.empty();
    };
  }
}
