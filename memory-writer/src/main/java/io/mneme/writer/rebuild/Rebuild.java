package io.mneme.writer.rebuild;

import io.mneme.platform.Failpoints;
import io.mneme.platform.Outage;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.postgres.Migrations;
import io.mneme.storage.rebuild.RebuildRefused;
import io.mneme.storage.rebuild.SecondState;
import io.mneme.storage.redis.RedisCache;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.writer.Restatement;
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

  /** How long a writer may take from its commit to telling Redis what it committed. */
  private static final Duration LATE_WRITERS_MAX = Duration.ofSeconds(2);

  private final Migrations.Admin admin;
  private final Log log;
  private final Surfaces surfaces;
  private final ProgressLines lines;
  private final InstantSource clock;
  private final Failpoints failpoints;

  /**
   * What it reads from.
   *
   * @param beginnings the first offset each partition of the events still has
   */
  record Log(Map<Integer, Long> beginnings, AnnouncedLibrary library) {}

  /** Who is told of the switch. */
  record Surfaces(RedisCache cache, Restatement restatement) {}

  /** What it takes from the process. */
  record World(ProgressLines lines, InstantSource clock, Failpoints failpoints) {}

  /** Makes the builders that fill the second state, once it is there. */
  interface Opening {
    Builders open(Tally tally);
  }

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

  Rebuild(Migrations.Admin admin, Log log, Surfaces surfaces, World world) {
    this.admin = admin;
    this.log = log;
    this.surfaces = surfaces;
    this.lines = world.lines();
    this.clock = world.clock();
    this.failpoints = world.failpoints();
  }

  /** Builds and switches; the state before is kept as the schema {@code retired}. */
  Outcome run(Opening opening, Ending ending) throws Outage, InterruptedException {
    refuseShortLog();
    try (SecondState state = SecondState.begin(admin)) {
      log.library().readAll(state::note, (done, total) -> lines.at("read changes", done, total));
      Outcome outcome = build(state, opening);
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

  /** A log whose beginning is gone cannot give back what was said there. */
  private void refuseShortLog() {
    log.beginnings()
        .forEach((partition, first) -> {
          if (first > 0) {
            throw new RebuildRefused(
                "Partition %d of mneme.events begins at offset %d: what was said before it is no longer"
                        .formatted(partition, first)
                    + " in the log, and a rebuild would lose it.");
          }
        });
  }

  private Outcome build(SecondState state, Opening opening) throws Outage, InterruptedException {
    Instant began = clock.instant();
    long[] total = {sum(state.liveProgress())};
    Tally[] tally = new Tally[1];
    tally[0] =
        new Tally(() -> {
          long done = tally[0].events();
          lines.at("build", done, Math.max(done, total[0]));
        });
    try (Builders builders = opening.open(tally[0])) {
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
      failpoints.reach("rebuild-after-switch");
      boolean told = tellCache();
      surfaces.restatement().of(strays);
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
      surfaces.cache().outdateEverySubject();
      Thread.sleep(LATE_WRITERS_MAX);
      surfaces.cache().outdateEverySubject();
      return true;
    } catch (StoreUnavailable e) {
      return false;
    }
  }
}
