package io.mneme.writer;

import io.mneme.schemas.Subject;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.Batch.SessionState;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Redis in the simulation: fails half-way through a write, and may be emptied at any moment. */
final class SimulatedCache implements SubjectCache {
  private final SimulatedFaults faults;
  final Map<Subject, Long> revisions = new HashMap<>();
  final Map<Subject, Map<String, SessionState>> sessions = new HashMap<>();
  final Map<Integer, Long> progress = new TreeMap<>();

  SimulatedCache(SimulatedFaults faults) {
    this.faults = faults;
  }

  @Override
  public void write(Batch batch, Map<Subject, Long> newRevisions) {
    faults.storeMayFail();
    batch.erasures().forEach(erasure -> sessions.remove(erasure.subject()));
    newRevisions.forEach((subject, revision) -> {
      revisions.merge(subject, revision, Math::max);
      faults.storeMayFail();
    });
    for (SessionState state : batch.sessions()) {
      sessions.computeIfAbsent(state.subject(), s -> new HashMap<>()).put(state.session(), state);
      faults.storeMayFail();
    }
  }

  @Override
  public void outdate(Set<Subject> subjects) {
    for (Subject subject : subjects) {
      faults.storeMayFail();
      revisions.remove(subject);
      sessions.remove(subject);
    }
    faults.storeMayFail();
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
