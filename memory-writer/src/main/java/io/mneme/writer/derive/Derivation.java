package io.mneme.writer.derive;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.Batch.Erasure;
import io.mneme.storage.write.Batch.LedgerEntry;
import io.mneme.storage.write.Batch.Request;
import io.mneme.storage.write.Batch.SessionState;
import io.mneme.storage.write.Batch.Verdict;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.StateQuery.Conversation;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.storage.write.StateQuery.SessionKey;
import io.mneme.storage.write.WriterState;
import io.mneme.writer.derive.Derived.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides over a whole batch: each event sees the effects of those before it, so a batch of a
 * thousand means the same as a thousand batches of one.
 */
public final class Derivation {
  private final Knowledge known;
  private final List<LedgerEntry> ledger = new ArrayList<>();
  private final List<Erasure> erasures = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final Map<Conversation, Integer> turns = new LinkedHashMap<>();
  private final List<SessionState> sessions = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private int duplicates;

  private Derivation(WriterState stored) {
    this.known = new Knowledge(stored);
  }

  /** What must be known before these events can be decided. */
  public static StateQuery questions(List<Placed> events) {
    Set<UUID> ids = new HashSet<>();
    Set<Conversation> conversations = new HashSet<>();
    Set<MemoryKey> memories = new HashSet<>();
    Set<MemoryKey> speakers = new HashSet<>();
    Set<Subject> erasures = new HashSet<>();
    Set<Subject> imported = new HashSet<>();
    Set<SessionKey> sessions = new HashSet<>();
    for (Placed placed : events) {
      Subject subject = placed.event().subject();
      ids.add(placed.event().eventId());
      if (placed.way() == Placed.Way.IMPORTED) {
        imported.add(subject);
      }
      switch (placed.event().intent()) {
        case Intent.TurnRecorded turn ->
            conversations.add(new Conversation(subject, turn.conversation()));
        case Intent.MemoryCorrected corrected ->
            memories.add(new MemoryKey(subject, corrected.memoryId()));
        case Intent.MemoryForgotten forgotten -> {
          memories.add(new MemoryKey(subject, forgotten.memoryId()));
          speakers.add(new MemoryKey(subject, forgotten.memoryId()));
        }
        case Intent.MemoriesConsolidated consolidated -> {
          memories.add(new MemoryKey(subject, consolidated.keep().memoryId()));
          for (Intent.Judged absorbed : consolidated.absorb()) {
            memories.add(new MemoryKey(subject, absorbed.memoryId()));
            speakers.add(new MemoryKey(subject, absorbed.memoryId()));
          }
        }
        case Intent.SubjectErased erased -> erasures.add(subject);
        case Intent.MemoryAsserted asserted -> {}
        case Intent.SessionTouched touched -> {
          if (touched.expects() != null) {
            sessions.add(new SessionKey(subject, touched.session()));
          }
        }
      }
    }
    return new StateQuery(ids, conversations, memories, erasures, imported, sessions, speakers);
  }

  /** What these events mean, given the answers to {@link #questions}. */
  public static Derived derive(WriterState stored, List<Placed> events) {
    Derivation derivation = new Derivation(stored);
    events.forEach(derivation::take);
    return new Derived(
        derivation.ledger,
        derivation.erasures,
        derivation.changes,
        derivation.turns,
        derivation.sessions,
        derivation.requests,
        derivation.verdicts,
        derivation.refusals,
        derivation.duplicates);
  }

  private void take(Placed placed) {
    switch (decide(placed)) {
      case Decision.Effect effect -> take(placed, effect);
      case Decision.AlreadyApplied() -> duplicates++;
      case Decision.Refused(String cause) -> refusals.add(new Refusal(placed.position(), cause));
    }
  }

  /** What was accepted before its subject was erased and waited until after it is void. */
  private Decision decide(Placed placed) {
    return placed.way() == Placed.Way.IMPORTED && known.isErasedSince(placed.event())
        ? Decision.Effect.none()
        : Deriver.decide(known, placed.event(), placed.position());
  }

  private void take(Placed placed, Decision.Effect effect) {
    UUID eventId = placed.event().eventId();
    known.learn(eventId, effect);
    ledger.add(new LedgerEntry(eventId, placed.position()));
    request(placed).ifPresent(requests::add);
    changes.addAll(effect.changes());
    if (effect.turn() != null) {
      turns.put(effect.turn(), known.turnsOf(effect.turn()));
    }
    if (effect.session() != null) {
      sessions.add(effect.session());
    }
    if (effect.verdict() != null) {
      verdicts.add(effect.verdict());
    }
    if (effect.erasure() != null) {
      erase(effect.erasure());
    }
  }

  private static Optional<Request> request(Placed placed) {
    Event event = placed.event();
    return switch (event.intent()) {
      case Intent.MemoryForgotten forgotten ->
          Optional.of(request(placed.position(), event, forgotten.memoryId()));
      case Intent.SubjectErased erased -> Optional.of(request(placed.position(), event, null));
      case Intent.TurnRecorded turn -> Optional.empty();
      case Intent.MemoryAsserted asserted -> Optional.empty();
      case Intent.MemoryCorrected corrected -> Optional.empty();
      case Intent.MemoriesConsolidated consolidated -> Optional.empty();
      case Intent.SessionTouched touched -> Optional.empty();
    };
  }

  private static Request request(Position position, Event event, @Nullable UUID memoryId) {
    return new Request(event.eventId(), position, event.subject(), memoryId, event.acceptedAt());
  }

  /** What this batch itself had counted and kept for the subject before must not come after. */
  private void erase(Erasure erasure) {
    erasures.add(erasure);
    turns.keySet().removeIf(turn -> turn.subject().equals(erasure.subject()));
    sessions.removeIf(session -> session.subject().equals(erasure.subject()));
    verdicts.removeIf(verdict -> verdict.subject().equals(erasure.subject()));
  }
}
