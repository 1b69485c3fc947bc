package io.mneme.writer;

import io.mneme.platform.Outage;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.write.Batch.Advance;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.WriteStore;
import io.mneme.storage.write.WriteStore.Announcement;
import io.mneme.storage.write.WriteStore.Mark;
import io.mneme.writer.ChangeLog.Publication;
import io.mneme.writer.WriterMetrics.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the world what is stored: the cache first, then {@code mneme.changes}, then the outbox is
 * settled, then the progress is announced. Each step may be repeated; whatever was not finished is
 * a debt, kept in the outbox of the store and paid from there.
 */
final class Announcer {
  static final int OUTBOX_PAGE_ROWS = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final WriteStore store;
  private final RestingCache cache;
  private final ChangeLog changeLog;
  private final Step.Witness steps;
  private final WriterMetrics metrics;
  private final Corrections corrections;
  private final Map<Integer, Debt> debts = new HashMap<>();

  Announcer(WriteStore store, RestingCache cache, ChangeLog changeLog, Surveillance surveillance) {
    this.store = store;
    this.cache = cache;
    this.changeLog = changeLog;
    this.steps = surveillance.steps();
    this.metrics = surveillance.metrics();
    this.corrections = new Corrections(store, cache, changeLog);
  }

  /** What the outbox of a partition still owes. */
  private enum Debt {
    /** The cache could not be told; readers may see what it held before. */
    CACHE,
    /** Nobody may have been told. */
    EVERYTHING
  }

  /**
   * Announces a batch.
   *
   * @throws Outage when Kafka or the store cannot take it now: a debt from then on
   */
  void announce(Stored stored) throws Outage {
    List<Advance> advances = stored.batch().progress();
    List<Publication> publications = publications(stored);
    try {
      corrections.doubt(publications);
      Optional<Map<Subject, Long>> dropped = cache.write(stored.batch(), stored.revisions());
      if (dropped.isEmpty()) {
        advances.forEach(step -> debts.putIfAbsent(step.partition(), Debt.CACHE));
      }
      steps.reached(Step.AFTER_REDIS);
      Map<Integer, Long> standing = new HashMap<>();
      advances.forEach(step -> standing.put(step.partition(), step.next()));
      boolean standsStill = metrics.timed(Stage.ANNOUNCE, () -> publish(publications, standing));
      steps.reached(Step.AFTER_CHANGES);
      if (standsStill) {
        settle(advances, dropped.orElse(Map.of()));
        metrics.searchable(stored.acceptedAt());
        tell(publications);
      }
    } catch (Outage | StoreUnavailable e) {
      advances.forEach(step -> debts.put(step.partition(), Debt.EVERYTHING));
      throw e instanceof Outage outage ? outage : new Outage("postgres", e);
    }
  }

  /** One line a request, so that its whole path can be asked for by its id. */
  private static void tell(List<Publication> publications) {
    Map<String, Integer> memories = new HashMap<>();
    for (Publication publication : publications) {
      if (publication.correlationId() != null) {
        memories.merge(publication.correlationId(), 1, Integer::sum);
      }
    }
    memories.forEach((id, count) ->
        LOG.atInfo()
            .addKeyValue("correlation_id", id)
            .addKeyValue("memories", count)
            .log("stored and announced"));
  }

  /** Where the cache is still owed, rows stay and progress is not told: it would be a lie. */
  private void settle(List<Advance> advances, Map<Subject, Long> dropped) {
    Map<Integer, Long> settled = new HashMap<>();
    Map<Integer, Long> next = new HashMap<>();
    for (Advance step : advances) {
      if (!debts.containsKey(step.partition())) {
        settled.put(step.partition(), step.next() - 1);
        next.put(step.partition(), step.next());
      }
    }
    if (!settled.isEmpty()) {
      store.settle(settled, dropped);
    }
    steps.reached(Step.AFTER_SETTLE);
    cache.progress(next);
  }

  /** A worker before this one may have died between its commit and its announcements. */
  void takeOver(int partition, long next) throws Outage {
    debts.put(partition, Debt.EVERYTHING);
    pay(partition, next);
  }

  /**
   * Pays what is owed on a partition, as far as the cache answers.
   *
   * @param next the partition's next offset, told once nothing is owed any more
   * @throws Outage when Kafka or the store cannot take it now
   */
  void pay(int partition, long next) throws Outage {
    try {
      Debt debt = debts.get(partition);
      if (debt != null && (debt == Debt.EVERYTHING || !cache.isResting())) {
        pay(partition, next, debt);
      }
      corrections.correct();
    } catch (StoreUnavailable e) {
      throw new Outage("postgres", e);
    }
  }

  /** Pays what only the cache is owed, on whichever partition; what fails stays owed. */
  void payCache(IntToLongFunction next) {
    for (int partition : List.copyOf(debts.keySet())) {
      try {
        if (debts.get(partition) == Debt.CACHE) {
          pay(partition, next.applyAsLong(partition));
        }
      } catch (Outage outage) {
        LOG.warn("the cache is still owed partition {}: {}", partition, outage.getMessage());
      }
    }
  }

  private void pay(int partition, long next, Debt debt) throws Outage {
    boolean cacheTold = true;
    Map<Subject, Long> dropped = new HashMap<>();
    @Nullable Mark last = null;
    while (true) {
      List<Announcement> page = store.outbox(partition, last, OUTBOX_PAGE_ROWS);
      if (page.isEmpty()) {
        break;
      }
      Optional<Map<Subject, Long>> told = cache.outdate(subjects(page));
      cacheTold &= told.isPresent();
      told.orElse(Map.of()).forEach((subject, keys) -> dropped.merge(subject, keys, Long::sum));
      if (debt == Debt.CACHE && !cacheTold) {
        return;
      }
      if (debt == Debt.EVERYTHING && !publish(publications(page), Map.of(partition, next))) {
        debts.remove(partition); // its new owner pays
        return;
      }
      last = page.getLast().mark();
    }
    if (cacheTold) {
      // rows from there on are another worker's, who may not have published them; and a receipt may
      // be owed where no row is, of a request for what was not there
      store.settle(Map.of(partition, next - 1), dropped);
    }
    paid(partition, next, cacheTold);
  }

  private void paid(int partition, long next, boolean cacheTold) {
    if (cacheTold) {
      debts.remove(partition);
      cache.progress(Map.of(partition, next));
    } else {
      debts.put(partition, Debt.CACHE);
    }
  }

  /** Publishes, and makes sure that nobody went on from these partitions in the meantime. */
  private boolean publish(List<Publication> publications, Map<Integer, Long> standing)
      throws Outage {
    if (publications.isEmpty()) {
      return true;
    }
    return corrections.guard(publications, standing, () -> changeLog.publish(publications));
  }

  private static List<Publication> publications(Stored stored) {
    Map<Position, String> ids = stored.correlationIds();
    List<Publication> publications = new ArrayList<>();
    for (Change change : stored.batch().changes()) {
      String correlationId = ids.get(change.position());
      publications.add(
          switch (change) {
            case Change.Remember(var position, Memory memory) -> present(memory, correlationId);
            case Change.Revise(var position, Memory memory, var before) ->
                present(memory, correlationId);
            case Change.Forget(var position, Subject subject, UUID memoryId) ->
                new Publication(subject, memoryId, null, correlationId);
          });
    }
    return publications;
  }

  private static List<Publication> publications(Collection<Announcement> page) {
    List<Publication> publications = new ArrayList<>();
    for (Announcement announcement : page) {
      switch (announcement) {
        case Announcement.Changed(Mark mark, Memory memory) ->
            publications.add(present(memory, null));
        case Announcement.Gone(Mark mark, Subject subject, UUID memoryId) ->
            publications.add(new Publication(subject, memoryId, null, null));
        case Announcement.Touched touched -> {}
      }
    }
    return publications;
  }

  private static Publication present(Memory memory, @Nullable String correlationId) {
    return new Publication(memory.subject(), memory.memoryId(), memory, correlationId);
  }

  private static Set<Subject> subjects(Collection<Announcement> page) {
    Set<Subject> subjects = new HashSet<>();
    for (Announcement announcement : page) {
      subjects.add(
          switch (announcement) {
            case Announcement.Changed(Mark mark, Memory memory) -> memory.subject();
            case Announcement.Gone(Mark mark, Subject subject, UUID memoryId) -> subject;
            case Announcement.Touched(Mark mark, Subject subject) -> subject;
          });
    }
    return subjects;
  }
}
