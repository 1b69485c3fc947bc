package io.mneme.writer.derive;

import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.memory.EmbeddingText;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a batch will most likely be embedded by, read from its events alone, before anything is
 * decided. A guess: an event may turn out a duplicate, and what a correction is embedded by depends
 * on the memory it corrects. A wrong guess costs an embedding, never a wrong memory.
 */
public final class Anticipation {

  private Anticipation() {}

  /** The text the memory of an event will be embedded by. */
  public record Guess(UUID eventId, String text) {}

  /** In the order of the events. */
  public static List<Guess> of(List<Event> events) {
    return events.stream().flatMap(Anticipation::of).toList();
  }

  private static Stream<Guess> of(Event event) {
    return text(event.intent()).map(text -> new Guess(event.eventId(), text)).stream();
  }

  private static Optional<String> text(Intent intent) {
    return switch (intent) {
      case Intent.TurnRecorded turn ->
          Optional.of(EmbeddingText.of(turn.speaker(), turn.text(), turn.caption()));
      case Intent.MemoryAsserted asserted ->
          Optional.of(EmbeddingText.of(null, asserted.text(), null));
      case Intent.MemoryCorrected _ -> Optional.empty();
      case Intent.MemoryForgotten _ -> Optional.empty();
      case Intent.MemoriesConsolidated _ -> Optional.empty();
      case Intent.SessionTouched _ -> Optional.empty();
      case Intent.SubjectErased _ -> Optional.empty();
    };
  }
}
