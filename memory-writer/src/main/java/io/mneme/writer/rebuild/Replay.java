package io.mneme.writer.rebuild;

import io.mneme.platform.Outage;
import io.mneme.schemas.Subject;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.rebuild.SecondState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Derives some subjects again from all of their events, beside the live store, and puts right what
 * the live store has otherwise. Traffic goes on; a partition waits while a few of its subjects are
 * looked at.
 */
final class Replay {
  /** Looked at in one transaction, while the writer of their partition waits. */
  private static final int SUBJECTS_AT_ONCE_MAX = 50;

  private final Workshop shop;
  private final ProgressLines lines;

  /**
   * How it went.
   *
   * @param subjects with an event in the range
   * @param subjectsRepaired of them, those that had anything otherwise
   * @param memoriesRepaired memories that were otherwise, missing or too many
   * @param cacheTold whether Redis could be told
   */
  record Outcome(long subjects, long subjectsRepaired, long memoriesRepaired, boolean cacheTold) {}

  Replay(Workshop shop, ProgressLines lines) {
    this.shop = shop;
    this.lines = lines;
  }

  /** The subjects with an event from these offsets on, by partition. */
  Map<Integer, Set<Subject>> subjects(Map<Integer, Long> from, ReplayScope scope) throws Outage {
    Map<Integer, Set<Subject>> found = new TreeMap<>();
    shop.events()
        .<RuntimeException>read(
            from,
            shop.live().progress(),
            records ->
                records.forEach(record ->
                    scope
                        .subject(record)
                        .ifPresent(subject ->
                            found
                                .computeIfAbsent(record.partition(), key -> new HashSet<>())
                                .add(subject))));
    return found;
  }

  /** Puts them right. */
  Outcome run(Map<Integer, Set<Subject>> affected) throws Outage, InterruptedException {
    shop.refuseShortLog();
    Set<Subject> all = new HashSet<>();
    affected.values().forEach(all::addAll);
    try (SecondState state = SecondState.begin(shop.admin(), shop.embedder().model())) {
      shop.library().readAll(state::note, (done, total) -> lines.at("read changes", done, total));
      Tally tally = new Tally(() -> {});
      try (Builders builders =
          shop.builders(
              record -> ReplayScope.subjectOf(record).filter(all::contains).isPresent(), tally)) {
        lines.at("derive", 0, 1);
        Map<Integer, Long> target = new TreeMap<>(state.liveProgress());
        target.keySet().retainAll(affected.keySet());
        builders.buildTo(target);
        shop.restatement().of(state.settle());
        return repair(state, builders, affected, all.size());
      } finally {
        state.discard();
      }
    }
  }

  private Outcome repair(
      SecondState state, Builders builders, Map<Integer, Set<Subject>> affected, long subjects)
      throws Outage, InterruptedException {
    long looked = 0;
    long repairedSubjects = 0;
    long repairedMemories = 0;
    boolean told = true;
    for (Map.Entry<Integer, Set<Subject>> partition : affected.entrySet()) {
      for (List<Subject> some : cut(partition.getValue())) {
        SecondState.Repaired repaired =
            state.<InterruptedException>repair(partition.getKey(), some, builders::buildTo);
        told &= tellCache(repaired.subjects());
        shop.restatement().of(repaired.memories());
        repairedSubjects += repaired.subjects().size();
        repairedMemories += repaired.memories().size();
        looked += some.size();
        lines.at("repair", looked, subjects);
      }
    }
    return new Outcome(subjects, repairedSubjects, repairedMemories, told);
  }

  private boolean tellCache(List<Subject> subjects) {
    try {
      shop.cache().outdate(Set.copyOf(subjects));
      return true;
    } catch (StoreUnavailable e) {
      return false;
    }
  }

  private static List<List<Subject>> cut(Collection<Subject> subjects) {
    List<Subject> all = new ArrayList<>(subjects);
    List<List<Subject>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += SUBJECTS_AT_ONCE_MAX) {
      pieces.add(all.subList(from, Math.min(all.size(), from + SUBJECTS_AT_ONCE_MAX)));
    }
    return pieces;
  }
}
