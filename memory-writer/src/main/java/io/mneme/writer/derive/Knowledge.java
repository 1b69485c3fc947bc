package io.mneme.writer.derive;

import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.read.ReadStore;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.Batch.Erasure;
import io.mneme.storage.write.Batch.SessionState;
import io.mneme.storage.write.StateQuery.Conversation;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.storage.write.StateQuery.SessionKey;
import io.mneme.storage.write.WriterState;
import io.mneme.storage.write.WriterState.SessionMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is known while a batch is decided: the stored state, and on top of it every decision made so
 * far in this batch. Only {@link #learn} changes it.
 */
public final class Knowledge {
  private final Set<UUID> applied;
  private final Map<Conversation, Integer> turns;
  private final Map<MemoryKey, Memory> memories;
  private final Map<Subject, Set<UUID>> living = new HashMap<>();
  private final Map<Subject, Instant> erasedAt;
  private final Map<SessionKey, SessionMark> sessions;
  private final Map<MemoryKey, UUID> absorbers;

  /** Starts from what the store holds. */
  public Knowledge(WriterState stored) {
    applied = new HashSet<>(stored.applied());
    turns = new HashMap<>(stored.turns());
    memories = new HashMap<>(stored.memories());
    erasedAt = new HashMap<>(stored.erasedAt());
    sessions = new HashMap<>(stored.sessions());
    absorbers = new HashMap<>(stored.absorbers());
    stored.erasable().forEach((subject, ids) -> livingOf(subject).addAll(ids));
  }

  boolean isApplied(UUID eventId) {
    return applied.contains(eventId);
  }

  /** Whether the event's subject was erased after the event was accepted, or with it. */
  boolean isErasedSince(Event event) {
    Instant erased = erasedAt.get(event.subject());
    return erased != null && !event.acceptedAt().isAfter(erased) && !isApplied(event.eventId());
  }

  int turnsOf(Conversation conversation) {
    return turns.getOrDefault(conversation, 0);
  }

  Optional<Memory> memory(Subject subject, UUID memoryId) {
    return Optional.ofNullable(memories.get(new MemoryKey(subject, memoryId)));
  }

  /** The memories one answers for: those it absorbed, and those they had absorbed before. */
  List<UUID> absorbedBy(Subject subject, UUID memoryId) {
    List<UUID> found = new ArrayList<>();
    absorbers.forEach((key, absorber) -> {
      if (key.subject().equals(subject) && absorber.equals(memoryId)) {
        found.add(key.memoryId());
        found.addAll(absorbedBy(subject, key.memoryId()));
      }
    });
    Collections.sort(found); // the order of a hash map is no order of the log
    return found;
  }

  /** Every memory of a subject: those stored when the batch began, and those born in it since. */
  List<UUID> memoriesOf(Subject subject) {
    return new ArrayList<>(livingOf(subject));
  }

  /** The event that wrote the state a session has at a time; a state of a day before has none. */
  Optional<UUID> writerOf(SessionKey session, Instant at) {
    return Optional.ofNullable(sessions.get(session))
        .filter(mark -> mark.touchedAt().isAfter(at.minus(ReadStore.SESSION_LIFETIME)))
        .map(SessionMark::eventId);
  }

  /** Takes an event's effect as given for the events behind it. */
  public void learn(UUID eventId, Decision.Effect effect) {
    applied.add(eventId);
    effect.changes().forEach(this::learn);
    if (effect.turn() != null) {
      turns.merge(effect.turn(), 1, Integer::sum);
    }
    if (effect.session() != null) {
      learn(effect.session());
    }
    if (effect.erasure() != null) {
      learn(effect.erasure());
    }
  }

  private void learn(SessionState state) {
    sessions.put(
        new SessionKey(state.subject(), state.session()),
        new SessionMark(state.eventId(), state.touchedAt()));
  }

  private void learn(Change change) {
    switch (change) {
      case Change.Remember(var position, Memory memory) -> keep(memory);
      case Change.Revise(var position, Memory memory, var before) -> keep(memory);
      case Change.Forget(var position, Subject subject, UUID memoryId) -> {
        memories.remove(new MemoryKey(subject, memoryId));
        absorbers.remove(new MemoryKey(subject, memoryId));
        livingOf(subject).remove(memoryId);
      }
    }
  }

  private void keep(Memory memory) {
    MemoryKey key = new MemoryKey(memory.subject(), memory.memoryId());
    memories.put(key, memory);
    if (memory.absorbedBy() == null) {
      absorbers.remove(key);
    } else {
      absorbers.put(key, memory.absorbedBy());
    }
    livingOf(memory.subject()).add(memory.memoryId());
  }

  private void learn(Erasure erasure) {
    Subject subject = erasure.subject();
    memories.keySet().removeIf(key -> key.subject().equals(subject));
    absorbers.keySet().removeIf(key -> key.subject().equals(subject));
    turns.keySet().removeIf(conversation -> conversation.subject().equals(subject));
    sessions.keySet().removeIf(session -> session.subject().equals(subject));
    livingOf(subject).clear();
    erasedAt.merge(subject, erasure.acceptedAt(), (one, other) -> one.isAfter(other) ? one : other);
  }

  private Set<UUID> livingOf(Subject subject) {
    return living.computeIfAbsent(subject, key -> new LinkedHashSet<>());
  }
}
