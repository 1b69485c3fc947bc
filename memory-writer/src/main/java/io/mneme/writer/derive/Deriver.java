package io.mneme.writer.derive;

import io.mneme.schemas.Ids;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.event.Precondition;
import io.mneme.schemas.memory.EmbeddingText;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.Memory.Content;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.Batch.Erasure;
import io.mneme.storage.write.Batch.SessionState;
import io.mneme.storage.write.Batch.Verdict;
import io.mneme.storage.write.StateQuery.Conversation;
import io.mneme.storage.write.StateQuery.SessionKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * From intent to effect: {@code decide(knowledge, event, position)}. The same log gives the same
 * decisions, whenever and however often it is read: ids come from the event, times from the event,
 * and nothing else is asked.
 */
public final class Deriver {
  private static final int FIRST_VERSION = 1;
  private static final int FIRST_ORDINAL = 0;

  private Deriver() {}

  /** What this event at this position means, given everything before it. */
  public static Decision decide(Knowledge known, Event event, Position position) {
    if (known.isApplied(event.eventId())) {
      return new Decision.AlreadyApplied();
    }
    return switch (event.intent()) {
      case Intent.TurnRecorded turn -> turn(known, event, position, turn);
      case Intent.MemoryAsserted asserted -> asserted(event, position, asserted);
      case Intent.MemoryCorrected corrected -> corrected(known, event, position, corrected);
      case Intent.MemoryForgotten forgotten -> forgotten(known, event, position, forgotten);
      case Intent.MemoriesConsolidated consolidated ->
          consolidated(known, event, position, consolidated);
      case Intent.SessionTouched touched -> touched(known, event, position, touched);
      case Intent.SubjectErased erased -> erased(known, event, position);
    };
  }

  private static Decision turn(
      Knowledge known, Event event, Position position, Intent.TurnRecorded turn) {
    Conversation conversation = new Conversation(event.subject(), turn.conversation());
    Content content =
        new Content(
            turn.text(),
            turn.caption(),
            turn.speaker(),
            turn.role(),
            turn.conversation(),
            known.turnsOf(conversation),
            turn.metadata(),
            EntityRules.find(turn.text()),
            DateRules.find(turn.text(), event.occurredAt()));
    Memory memory = born(event, position, MemoryKind.EPISODIC, content);
    return new Decision.Effect(
        List.of(new Change.Remember(position, memory)), conversation, null, null, null);
  }

  private static Decision asserted(Event event, Position position, Intent.MemoryAsserted asserted) {
    Content content =
        new Content(
            asserted.text(),
            null,
            null,
            null,
            null,
            null,
            asserted.metadata(),
            EntityRules.find(asserted.text()),
            DateRules.find(asserted.text(), event.occurredAt()));
    return Decision.Effect.of(
        new Change.Remember(position, born(event, position, asserted.kind(), content)));
  }

  private static Memory born(Event event, Position position, MemoryKind kind, Content content) {
    return new Memory(
        Ids.memory(event.subject(), event.eventId(), FIRST_ORDINAL),
        event.tenant(),
        event.user(),
        kind,
        MemoryStatus.ACTIVE,
        Tier.HOT,
        FIRST_VERSION,
        content,
        new Memory.Times(
            storable(event.occurredAt()),
            storable(event.acceptedAt()),
            storable(event.acceptedAt())),
        new Memory.Source(event.eventId(), FIRST_ORDINAL, position.partition(), position.offset()),
        null);
  }

  /**
   * A correction replaces the words and what was read from them; who said them, when and in answer
   * to which event stays. The vector goes: it belongs to the words of before. A cold memory comes
   * back hot, for its object holds the old words; one another answered for answers for itself, for
   * its words are no longer that one's.
   */
  private static Decision corrected(
      Knowledge known, Event event, Position position, Intent.MemoryCorrected corrected) {
    return known
        .memory(event.subject(), corrected.memoryId())
        .<Decision>map(memory ->
            Decision.Effect.of(
                new Change.Revise(
                    position, revised(memory, corrected.text(), event.acceptedAt()), memory)))
        .orElseGet(() ->
            new Decision.Refused(
                "memory_corrected names memory "
                    + corrected.memoryId()
                    + ", which this subject does not have at this point of the log"));
  }

  private static Memory revised(Memory memory, String text, Instant at) {
    Content was = memory.content();
    Instant occurredAt = memory.times().occurredAt();
    return new Memory(
        memory.memoryId(),
        memory.tenant(),
        memory.user(),
        memory.kind(),
        MemoryStatus.ACTIVE,
        memory.tier() == Tier.COLD ? Tier.HOT : memory.tier(),
        memory.version() + 1,
        new Content(
            text,
            was.caption(),
            was.speaker(),
            was.role(),
            was.conversation(),
            was.turn(),
            was.metadata(),
            EntityRules.find(text),
            DateRules.find(text, occurredAt)),
        new Memory.Times(occurredAt, memory.times().createdAt(), storable(at)),
        memory.source(),
        null);
  }

  /** What it answers for says the same words, so it goes with it; what answers for it stays. */
  private static Decision forgotten(
      Knowledge known, Event event, Position position, Intent.MemoryForgotten forgotten) {
    Subject subject = event.subject();
    if (known.memory(subject, forgotten.memoryId()).isEmpty()) {
      return Decision.Effect.none();
    }
    List<Change> forgettings = new ArrayList<>();
    forgettings.add(new Change.Forget(position, subject, forgotten.memoryId()));
    for (UUID absorbed : known.absorbedBy(subject, forgotten.memoryId())) {
      forgettings.add(new Change.Forget(position, subject, absorbed));
    }
    return Decision.Effect.of(forgettings);
  }

  /**
   * One answers for the others, as far as they are all still what they were judged to be: between
   * the judgement and its place in the log any of them may have been corrected or forgotten. A turn
   * stays what it is, for its conversation would have a hole.
   */
  private static Decision consolidated(
      Knowledge known, Event event, Position position, Intent.MemoriesConsolidated consolidated) {
    Subject subject = event.subject();
    UUID keep = consolidated.keep().memoryId();
    if (asJudged(known, subject, consolidated.keep()).isEmpty()) {
      return Decision.Effect.none();
    }
    Map<UUID, Change> absorbed = new LinkedHashMap<>();
    for (Intent.Judged judged : consolidated.absorb()) {
      asJudged(known, subject, judged)
          .filter(memory -> !memory.memoryId().equals(keep))
          .ifPresent(memory ->
              absorbed.put(
                  memory.memoryId(),
                  new Change.Revise(
                      position, memory.absorbedBy(keep, storable(event.acceptedAt())), memory)));
    }
    return Decision.Effect.of(List.copyOf(absorbed.values()));
  }

  private static Optional<Memory> asJudged(Knowledge known, Subject subject, Intent.Judged judged) {
    return known
        .memory(subject, judged.memoryId())
        .filter(memory -> memory.absorbedBy() == null)
        .filter(memory -> memory.content().turn() == null)
        .filter(memory -> EmbeddingText.hash(memory.content()).equals(judged.contentHash()));
  }

  /**
   * A write that expects something of the session is judged here, where its subject's events have
   * an order. Whether a state has expired is told by the times of the two events.
   */
  private static Decision touched(
      Knowledge known, Event event, Position position, Intent.SessionTouched touched) {
    Instant acceptedAt = storable(event.acceptedAt());
    SessionState session =
        new SessionState(
            event.subject(),
            touched.session(),
            touched.state(),
            acceptedAt,
            event.eventId(),
            position);
    Precondition expects = touched.expects();
    if (expects == null) {
      return new Decision.Effect(List.of(), null, session, null, null);
    }
    Optional<UUID> held =
        known.writerOf(new SessionKey(event.subject(), touched.session()), acceptedAt);
    boolean met = expects.isMetBy(held);
    Verdict verdict =
        new Verdict(
            event.eventId(),
            position,
            event.subject(),
            touched.session(),
            met ? event.eventId() : held.orElse(null),
            acceptedAt);
    return new Decision.Effect(List.of(), null, met ? session : null, null, verdict);
  }

  private static Decision erased(Knowledge known, Event event, Position position) {
    Subject subject = event.subject();
    List<Change> forgettings =
        known.memoriesOf(subject).stream()
            .<Change>map(memoryId -> new Change.Forget(position, subject, memoryId))
            .toList();
    return new Decision.Effect(
        forgettings, null, null, new Erasure(position, subject, event.acceptedAt()), null);
  }

  /** As a store gives it back, so that a change and a later look at the memory agree. */
  private static Instant storable(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}
