package io.mneme.writer.derive;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.Batch.SessionState;
import io.mneme.storage.write.Batch.Verdict;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.StateQuery.Conversation;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.storage.write.StateQuery.SessionKey;
import io.mneme.storage.write.WriterState;
import io.mneme.storage.write.WriterState.SessionMark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The least of a store that derivation can be tested against: what a batch leaves for the next. */
public final class Stored {
  private final Set<UUID> applied = new HashSet<>();
  private final Map<Conversation, Integer> turns = new HashMap<>();
  final Map<SessionKey, SessionState> sessions = new LinkedHashMap<>();
  final List<Verdict> verdicts = new ArrayList<>();
  public final Map<MemoryKey, Memory> memories = new LinkedHashMap<>();

  /** Decides over a batch and keeps what comes of it. */
  public Derived take(List<Placed> events) {
    Derived derived = Derivation.derive(answer(Derivation.questions(events)), events);
    derived.ledger().forEach(entry -> applied.add(entry.eventId()));
    derived
        .erasures()
        .forEach(gone -> turns.keySet().removeIf(c -> c.subject().equals(gone.subject())));
    derived
        .erasures()
        .forEach(gone -> sessions.keySet().removeIf(s -> s.subject().equals(gone.subject())));
    turns.putAll(derived.turns());
    derived
        .sessions()
        .forEach(one -> sessions.put(new SessionKey(one.subject(), one.session()), one));
    verdicts.addAll(derived.verdicts());
    derived.changes().forEach(this::apply);
    return derived;
  }

  private void apply(Change change) {
    switch (change) {
      case Change.Remember(var position, Memory memory) -> memories.put(key(memory), memory);
      case Change.Revise(var position, Memory memory, var before) ->
          memories.put(key(memory), memory);
      case Change.Forget(var position, Subject subject, UUID memoryId) ->
          memories.remove(new MemoryKey(subject, memoryId));
    }
  }

  private WriterState answer(StateQuery query) {
    return new WriterState(
        query.eventIds().stream().filter(applied::contains).collect(Collectors.toSet()),
        query.conversations().stream()
            .filter(turns::containsKey)
            .collect(Collectors.toMap(c -> c, c -> Objects.requireNonNull(turns.get(c)))),
        query.memories().stream()
            .filter(memories::containsKey)
            .collect(Collectors.toMap(k -> k, k -> Objects.requireNonNull(memories.get(k)))),
        query.erasures().stream().collect(Collectors.toMap(s -> s, this::idsOf)),
        Map.of(),
        query.sessions().stream()
            .filter(sessions::containsKey)
            .map(key -> Objects.requireNonNull(sessions.get(key)))
            .collect(
                Collectors.toMap(
                    one -> new SessionKey(one.subject(), one.session()),
                    one -> new SessionMark(one.eventId(), one.touchedAt()))),
        absorbers(query.speakers()));
  }

  private Map<MemoryKey, UUID> absorbers(Set<MemoryKey> speakers) {
    Map<MemoryKey, UUID> found = new HashMap<>();
    for (MemoryKey speaker : speakers) {
      for (Memory memory : memories.values()) {
        if (memory.subject().equals(speaker.subject())
            && speaker.memoryId().equals(memory.absorbedBy())) {
          found.put(key(memory), speaker.memoryId());
          found.putAll(absorbers(Set.of(key(memory))));
        }
      }
    }
    return found;
  }

  private List<UUID> idsOf(Subject subject) {
    return memories.keySet().stream()
        .filter(key -> key.subject().equals(subject))
        .map(MemoryKey::memoryId)
        .toList();
  }

  private static MemoryKey key(Memory memory) {
    return new MemoryKey(memory.subject(), memory.memoryId());
  }
}
