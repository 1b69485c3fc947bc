package io.mneme.writer;

import io.mneme.schemas.Subject;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.Batch.SessionState;
import io.mneme.storage.write.SubjectCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Redis in the simulation: fails half-way through a write, forgets everything after a while, and
 * may be emptied at any moment.
 */
final class SimulatedCache implements SubjectCache {
  static final Duration TTL = Duration.ofSeconds(3);

  private final SimulatedFaults faults;
  private final InstantSource clock;
  private final Map<Subject, Entry<Long>> revisions = new HashMap<>();
  private final Map<SessionKey, Entry<SessionState>> sessions = new HashMap<>();
  final Map<Integer, Long> progress = new TreeMap<>();

  SimulatedCache(SimulatedFaults faults, InstantSource clock) {
    this.faults = faults;
    this.clock = clock;
  }

  /** A session of a subject. */
  record SessionKey(Subject subject, String session) {}

  private record Entry<T>(T value, Instant expiresAt) {}

  Map<Subject, Long> revisions() {
    return present(revisions);
  }

  Map<SessionKey, SessionState> sessions() {
    return present(sessions);
  }

  private <K, T> Map<K, T> present(Map<K, Entry<T>> entries) {
    Map<K, T> present = new HashMap<>();
    entries.forEach((key, entry) -> {
      if (clock.instant().isBefore(entry.expiresAt)) {
        present.put(key, entry.value);
      }
    });
    return present;
  }

  @Override
  public Map<Subject, Long> write(Batch batch, Map<Subject, Long> newRevisions) {
    faults.storeMayFail();
    batch
        .erasures()
        .forEach(gone -> sessions.keySet().removeIf(key -> key.subject.equals(gone.subject())));
    newRevisions.forEach((subject, revision) -> {
      revisions.merge(subject, entry(revision), SimulatedCache::newer);
      faults.storeMayFail();
    });
    for (SessionState state : batch.sessions()) {
      sessions.put(new SessionKey(state.subject(), state.session()), entry(state));
      faults.storeMayFail();
    }
    return Map.of();
  }

  private <T> Entry<T> entry(T value) {
    return new Entry<>(value, clock.instant().plus(TTL));
  }

  private static Entry<Long> newer(Entry<Long> one, Entry<Long> other) {
    return one.value > other.value ? one : other;
  }

  @Override
  public Map<Subject, Long> outdate(Set<Subject> subjects) {
    for (Subject subject : subjects) {
      faults.storeMayFail();
      revisions.remove(subject);
      sessions.keySet().removeIf(key -> key.subject.equals(subject));
    }
    faults.storeMayFail();
    return Map.of();
  }

  @Override
  public void progress(Map<Integer, Long> next) {
    faults.storeMayFail();
    next.forEach((partition, offset) -> progress.merge(partition, offset, Math::max));
    faults.storeMayFail();
  }

  void flushAll() {
    revisions.clear();
    sessions.clear();
    progress.clear();
  }
}
