package io.mneme.benchmarks.torture;

import io.mneme.benchmarks.torture.fault.Fault;
import io.mneme.benchmarks.torture.fault.Inflicted;
import io.mneme.benchmarks.torture.fault.Schedule;
import io.mneme.benchmarks.torture.guarantee.Evidence;
import io.mneme.benchmarks.torture.guarantee.Guarantee;
import io.mneme.benchmarks.torture.guarantee.OutageLosesNothing;
import io.mneme.benchmarks.torture.history.History;
import io.mneme.benchmarks.torture.history.Stopwatch;
import io.mneme.benchmarks.torture.load.Deadline;
import io.mneme.benchmarks.torture.load.Gateways;
import io.mneme.benchmarks.torture.load.Load;
import io.mneme.benchmarks.torture.load.Readers;
import io.mneme.benchmarks.torture.report.Run;
import io.mneme.benchmarks.torture.world.LagGauge;
import io.mneme.benchmarks.torture.world.Service;
import io.mneme.benchmarks.torture.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Clients that write, faults that come one after the other, and at the end the question what became
 * of everything that was written.
 */
public final class Torture {
  private static final Duration RECOVERY_LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final long MILLIS_A_MINUTE = 60_000;

  private final Plan plan;
  private final World world;
  private final Consumer<String> progress;
  private final History history = new History();
  private final Stopwatch time = new Stopwatch();
  private final LagGauge lag;
  private final List<Inflicted> inflicted = new ArrayList<>();

  /**
   * What is to be done.
   *
   * @param seed of every choice
   * @param minutes of faults; 0 is each essential one once
   * @param writers how many share the work
   * @param clients how many write
   */
  public record Plan(long seed, int minutes, int writers, int clients) {

    /** Short enough for every build: each essential fault once. */
    public static Plan essential(long seed) {
      return new Plan(seed, 0, 2, 8);
    }

    /** As long as somebody has time. */
    public static Plan lasting(long seed, int minutes) {
      return new Plan(seed, minutes, 3, 12);
    }
  }

  /** A world of its own is made for it, and is gone afterwards. */
  public static Run run(Plan plan, Consumer<String> progress) throws Exception {
    progress.accept("seed " + plan.seed() + ": bringing up a stack of its own");
    try (World world = new World(plan.writers())) {
      return new Torture(plan, world, progress).run();
    }
  }

  private Torture(Plan plan, World world, Consumer<String> progress) {
    this.plan = plan;
    this.world = world;
    this.progress = progress;
    this.lag = world.lag(time);
  }

  private Run run() throws Exception {
    List<String> urls = world.gateways().stream().map(Service::url).toList();
    Deadline deadline = new Deadline(time);
    List<String> readerUrls = world.readers().stream().map(Service::url).toList();
    try (Gateways gateways = new Gateways(urls, world.key(), history, time);
        Readers readers = new Readers(readerUrls, world.key())) {
      Load load =
          new Load(
              new Load.Fronts(gateways, readers, history),
              world.tenant(),
              plan.clients(),
              plan.seed());
      load.start(deadline);
      Thread.sleep(WARM_UP);
      hurt();
      progress.accept("the faults are over: waiting for the last records");
      deadline.stop(OutageLosesNothing.RECOVERY_MAX);
      long over = time.millis();
      load.join();
      Optional<Duration> caughtUp =
          applied(lag.ends(), over).map(millis -> Duration.ofMillis(millis - over));
      progress.accept("reading everything back");
      Evidence evidence =
          new Evidence(
              world.events().log(),
              world.events().letters(),
              world.ground().kept(load.subjects(), load.sessions(), Instant.now()),
              caughtUp);
      return judge(evidence);
    }
  }

  private void hurt() throws Exception {
    Schedule schedule =
        new Schedule(
            plan.seed(),
            new Schedule.Size(plan.writers(), world.gateways().size(), plan.clients()));
    long until = time.millis() + plan.minutes() * MILLIS_A_MINUTE;
    if (plan.minutes() == 0) {
      for (List<Fault> strike : schedule.essential()) {
        inflict(strike);
      }
      return;
    }
    List<List<Fault>> round = schedule.kinds();
    while (true) {
      for (List<Fault> strike : round) {
        inflict(strike);
        if (time.millis() > until) {
          return;
        }
        Thread.sleep(schedule.pause());
      }
      round = schedule.everythingInPairs();
    }
  }

  /** All at once. */
  private void inflict(List<Fault> strike) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Inflicted>> all = new ArrayList<>();
      strike.forEach(fault -> all.add(() -> inflict(fault)));
      for (Future<Inflicted> one : threads.invokeAll(all)) {
        inflicted.add(one.get());
      }
    }
  }

  private Inflicted inflict(Fault fault) throws Exception {
    long began = time.millis();
    fault.begin(world);
    Thread.sleep(fault.held());
    fault.end(world);
    long ended = time.millis();
    Optional<Long> recovered = applied(lag.ends(), ended);
    progress.accept(
        "%s %s: %.1f s, everything applied %s"
            .formatted(
                fault.number(),
                fault.name(),
                (ended - began) / 1e3,
                recovered
                    .map(at -> "%.1f s later".formatted((at - ended) / 1e3))
                    .orElse("not within a minute")));
    return new Inflicted(
        fault, began, ended, recovered.map(OptionalLong::of).orElseGet(OptionalLong::empty));
  }

  /** When everything below these offsets was applied, unless it is not within the time it may. */
  private Optional<Long> applied(Map<Integer, Long> ends, long since) throws InterruptedException {
    long latest = since + OutageLosesNothing.RECOVERY_MAX.toMillis();
    while (!world.ground().hasApplied(ends)) {
      if (time.millis() > latest) {
        return Optional.empty();
      }
      Thread.sleep(RECOVERY_LOOK_EVERY);
    }
    return Optional.of(time.millis());
  }

  private Run judge(Evidence evidence) {
    List<Run.Verdict> verdicts = new ArrayList<>();
    for (Guarantee guarantee : Guarantee.all()) {
      history.attempts().forEach(guarantee::onProduce);
      history.looks().forEach(guarantee::onRead);
      guarantee.onProcess(evidence);
      verdicts.add(new Run.Verdict(guarantee.promise(), guarantee.doAssert()));
    }
    String command =
        "./mneme torture --seed "
            + plan.seed()
            + (plan.minutes() == 0 ? "" : " --minutes " + plan.minutes());
    return new Run(
        plan.seed(),
        command,
        List.copyOf(inflicted),
        history,
        lag.samples(),
        evidence,
        verdicts,
        List.of(
            "%d reads followed their writes, %d of them answered applied"
                .formatted(history.looks().size(), history.applied()),
            world.revivals() + " times a dead process was started again",
            world.wire().lost() + " commits were not acknowledged to the writer",
            world.embedder().sickAnswers() + " answers of the embedder were none"));
  }
}
