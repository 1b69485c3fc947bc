package io.mneme.writer.rebuild;

import io.mneme.platform.Failpoints;
import io.mneme.platform.Outage;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.rebuild.SecondState;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Derives everything again from the log, beside the state that serves, and then puts it in its
 * place. Whatever it dies of, the old state serves on.
 */
final class Rebuild {
  /** So many events are applied while the live writers wait. */
  private static final long NEARLY_EVENTS_MAX = 2_000;

  /** A writer that is faster than the rebuild is not chased for ever. */
  private static final int ROUNDS_MAX = 20;

  private final Workshop shop;
  private final ProgressLines lines;
  private final InstantSource clock;
  private final Failpoints failpoints;

  /**
   * How it went.
   *
   * @param tally what was applied
   * @param generation the store's number since the switch
   * @param builtIn from the first event to the switch
   * @param writersWaited how long no event was applied
   * @param strays memories that lost their cold content and are warm now
   * @param cacheTold whether Redis could be told
   */
  record Outcome(
      long generation,
      Tally tally,
      Duration builtIn,
      Duration writersWaited,
      long strays,
      boolean cacheTold) {}

  Rebuild(Workshop shop, ProgressLines lines, InstantSource clock, Failpoints failpoints) {
    this.shop = shop;
    this.lines = lines;
    this.clock = clock;
    this.failpoints = failpoints;
  }

  /** Builds and switches. */
  Outcome run(Ending ending) throws Outage, InterruptedException {
    shop.refuseShortLog();
    try (SecondState state = SecondState.begin(shop.admin(), shop.embedder().model())) {
      shop.library().readAll(state::note, (done, total) -> lines.at("read changes", done, total));
      Outcome outcome = build(state);
      if (ending == Ending.DROP_OLD) {
        state.dropRetired();
      }
      return outcome;
    }
  }

  /** What becomes of the state before. */
  enum Ending {
    DROP_OLD,
    KEEP_OLD
  }

  private Outcome build(SecondState state) throws Outage, InterruptedException {
    Instant began = clock.instant();
    long[] total = {sum(state.liveProgress())};
    Tally[] tally = new Tally[1];
    tally[0] =
        new Tally(() -> {
          long done = tally[0].events();
          lines.at("build", done, Math.max(done, total[0]));
        });
    try (Builders builders = shop.builders(record -> true, tally[0])) {
      for (int round = 0; round < ROUNDS_MAX; round++) {
        Map<Integer, Long> target = state.liveProgress();
        total[0] = sum(target);
        if (total[0] - sum(state.progress()) <= NEARLY_EVENTS_MAX && round > 0) {
          break;
        }
        builders.buildTo(target);
      }
      failpoints.reach("rebuild-built");
      lines.at("settle", 0, 1);
      List<MemoryKey> strays = state.settle();
      builders.buildTo(state.liveProgress());
      failpoints.reach("rebuild-before-switch");
      lines.at("switch", 0, 1);
      Instant waiting = clock.instant();
      long generation =
          state.<InterruptedException>switchOver(target -> {
            builders.buildTo(target);
            failpoints.reach("rebuild-in-switch");
          });
      Instant switched = clock.instant();
      lines.at(ProgressLines.SWITCHED, 1, 1);
      failpoints.reach("rebuild-after-switch");
      boolean told = tellCache();
      shop.restatement().of(strays);
      new VectorAnnouncement(shop, lines).makeUp();
      return new Outcome(
          generation,
          tally[0],
          Duration.between(began, switched),
          Duration.between(waiting, switched),
          strays.size(),
          told);
    }
  }

  private static long sum(Map<Integer, Long> progress) {
    return progress.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Twice: a writer that committed just before the switch tells of it just after. */
  private boolean tellCache() throws InterruptedException {
    try {
      shop.cache().outdateEverySubject();
      Thread.sleep(shop.settings().lateWritersMax());
      shop.cache().outdateEverySubject();
      return true;
    } catch (StoreUnavailable e) {
      return false;
    }
  }
}
