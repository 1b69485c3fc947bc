package io.mneme.writer;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.storage.write.WriteStore;
import io.mneme.writer.ChangeLog.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says again, in {@code mneme.changes}, what is true now of memories that something else than an
 * event has changed. Live writers say theirs meanwhile, so it looks again after it has spoken.
 */
public final class Restatement {
  private static final int MEMORIES_AT_ONCE_MAX = 500;
  private static final int LOOKS_MAX = 100;

  private final WriteStore store;
  private final ChangeLog changes;

  public Restatement(WriteStore store, RecordPublisher publisher) {
    this.store = store;
    this.changes = new KafkaChangeLog(publisher, new SubjectPartitions(publisher));
  }

  /** Publishes each as it is, or that it is gone, until that stays true. */
  public void of(List<MemoryKey> memories) throws Outage {
    for (int from = 0; from < memories.size(); from += MEMORIES_AT_ONCE_MAX) {
      int to = Math.min(memories.size(), from + MEMORIES_AT_ONCE_MAX);
      publish(Set.copyOf(memories.subList(from, to)));
    }
  }

  /** Looks again at what has changed since it was said, and only at that. */
  private void publish(Set<MemoryKey> keys) throws Outage {
    Set<MemoryKey> unsaid = keys;
    Map<MemoryKey, Memory> present = load(unsaid);
    for (int looks = 0; looks < LOOKS_MAX; looks++) {
      changes.publish(publications(unsaid, present));
      Map<MemoryKey, Memory> said = present;
      Map<MemoryKey, Memory> now = load(unsaid);
      unsaid =
          unsaid.stream()
              .filter(key -> !Objects.equals(now.get(key), said.get(key)))
              .collect(Collectors.toSet());
      if (unsaid.isEmpty()) {
        return;
      }
      present = now;
    }
    throw new Outage("postgres", new IllegalStateException("a memory changes all the time"));
  }

  private Map<MemoryKey, Memory> load(Set<MemoryKey> keys) {
    return store.load(new StateQuery(Set.of(), Set.of(), keys, Set.of())).memories();
  }

  private static List<Publication> publications(
      Set<MemoryKey> keys, Map<MemoryKey, Memory> present) {
    List<Publication> publications = new ArrayList<>();
    for (MemoryKey key : keys) {
      publications.add(new Publication(key.subject(), key.memoryId(), present.get(key), null));
    }
    return publications;
  }
}
