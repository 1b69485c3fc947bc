package io.mneme.writer;

import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.EmbeddingText;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events as a gateway would accept them, with readable ids: the name stands for the event. */
public final class Events {
  public static final Subject ANN = new Subject("acme", "ann");
  public static final Subject BOB = new Subject("acme", "bob");
  public static final Instant OCCURRED_AT = Instant.parse("2023-05-08T13:56:00Z");
  public static final Instant ACCEPTED_AT = Instant.parse("2023-05-08T13:56:02Z");

  private Events() {}

  public static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  public static Event of(Subject subject, String name, Intent intent) {
    return new Event(id(name), subject.tenant(), subject.user(), ACCEPTED_AT, OCCURRED_AT, intent);
  }

  public static Event turn(Subject subject, String name, String conversation, String text) {
    return of(
        subject,
        name,
        new Intent.TurnRecorded(conversation, Role.USER, "Ann", text, null, Map.of("mood", 1)));
  }

  public static Event asserted(Subject subject, String name, String text) {
    return of(
        subject, name, new Intent.MemoryAsserted(MemoryKind.SEMANTIC, text, Map.of("by", "test")));
  }

  public static Event corrected(Subject subject, String name, UUID memoryId, String text) {
    return of(subject, name, new Intent.MemoryCorrected(memoryId, text));
  }

  public static Event forgotten(Subject subject, String name, UUID memoryId) {
    return of(subject, name, new Intent.MemoryForgotten(memoryId));
  }

  /** Each as it is now; the event is named after all of them. */
  public static Event consolidated(Memory keep, Memory... absorb) {
    List<Intent.Judged> judged = Stream.of(absorb).map(Events::judged).toList();
    return of(
        keep.subject(),
        "consolidated " + judged(keep) + judged,
        new Intent.MemoriesConsolidated(judged(keep), judged));
  }

  private static Intent.Judged judged(Memory memory) {
    return new Intent.Judged(memory.memoryId(), EmbeddingText.hash(memory.content()));
  }

  public static Event touched(Subject subject, String name, String session, int value) {
    return of(subject, name, new Intent.SessionTouched(session, Map.of("value", value)));
  }

  /** A write that expects something of the session, accepted so long after the first events. */
  public static Event touched(
      Subject subject, String name, Intent.SessionTouched write, Duration later) {
    return new Event(
        id(name), subject.tenant(), subject.user(), ACCEPTED_AT.plus(later), OCCURRED_AT, write);
  }

  public static Event erased(Subject subject, String name, @Nullable String reason) {
    return of(subject, name, new Intent.SubjectErased(reason));
  }
}
