package io.mneme.writer;

import io.mneme.platform.Outage;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.storage.write.WriteStore;
import io.mneme.writer.ChangeLog.Publication;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts right what a worker announced too late. One that was stopped for longer than its session
 * after a commit wakes up and announces, while its successor has gone on and announced newer
 * states: the older ones would be the last in {@code mneme.changes}, a forgotten memory alive
 * again. So whoever publishes looks afterwards whether its progress still stands, and where it does
 * not, publishes what is true now.
 */
final class Corrections {
  static final int LOOKS_MAX = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Corrections.class);

  private final WriteStore store;
  private final RestingCache cache;
  private final ChangeLog changeLog;
  private final Set<MemoryKey> doubtful = new HashSet<>();

  Corrections(WriteStore store, RestingCache cache, ChangeLog changeLog) {
    this.store = store;
    this.cache = cache;
    this.changeLog = changeLog;
  }

  /** The publishing that is guarded. */
  interface Publishing {
    void run() throws Outage;
  }

  /** Until it is confirmed, what is said of these memories may already be out of date. */
  void doubt(List<Publication> publications) {
    publications.forEach(change -> doubtful.add(key(change)));
  }

  /**
   * Publishes, and looks whether these partitions still stand where they did.
   *
   * @return whether they do; where not, what is true now has been published
   * @throws Outage when that cannot be done now; it is done by the next {@link #correct}
   */
  boolean guard(List<Publication> publications, Map<Integer, Long> standing, Publishing publishing)
      throws Outage {
    doubt(publications);
    publishing.run();
    Map<Integer, Long> progress = store.progress();
    boolean standsStill =
        standing.entrySet().stream()
            .allMatch(at -> at.getValue().equals(progress.getOrDefault(at.getKey(), 0L)));
    if (standsStill) {
      publications.forEach(change -> doubtful.remove(key(change)));
    } else {
      LOG.warn("another worker went on in the meantime; what is true now is published again");
      correct();
    }
    return standsStill;
  }

  /** Publishes what is true now of all that is doubtful, until it stays true. */
  void correct() throws Outage {
    @Nullable Map<MemoryKey, Memory> published = null;
    for (int looks = 0; !doubtful.isEmpty(); looks++) {
      Map<MemoryKey, Memory> present =
          store.load(new StateQuery(Set.of(), Set.of(), doubtful, Set.of())).memories();
      if (present.equals(published)) {
        doubtful.clear();
        return;
      }
      if (looks >= LOOKS_MAX) {
        throw new Outage("postgres", new IllegalStateException("memories change all the time"));
      }
      cache.outdate(doubtful.stream().map(MemoryKey::subject).collect(Collectors.toSet()));
      changeLog.publish(publications(present));
      published = present;
    }
  }

  private List<Publication> publications(Map<MemoryKey, Memory> present) {
    List<Publication> publications = new ArrayList<>();
    for (MemoryKey key : doubtful) {
      publications.add(new Publication(key.subject(), key.memoryId(), present.get(key), null));
    }
    return publications;
  }

  private static MemoryKey key(Publication change) {
    return new MemoryKey(change.subject(), change.memoryId());
  }
}
