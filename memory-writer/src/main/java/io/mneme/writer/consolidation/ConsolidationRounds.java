package io.mneme.writer.consolidation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mneme.platform.Component;
import io.mneme.platform.Outage;
import io.mneme.platform.Surroundings;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.write.Candidates;
import io.mneme.storage.write.Unconsolidated;
import io.mneme.storage.write.Unconsolidated.Taken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through the facts of users of whom something new is known, round after round, and has what
 * it finds put into the log. Every writer does; a subject is one writer's at a time, and one that
 * dies leaves it to the others. A finding that is published twice has one effect.
 */
public final class ConsolidationRounds implements Component, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsolidationRounds.class);

  /** Longer than a round takes; after it, another writer looks. */
  private static final Duration LEASE = Duration.ofMinutes(15);

  private final Unconsolidated due;
  private final Consolidator consolidator;
  private final Consolidator.Taker log;
  private final ConsolidationConfig config;
  private final Counter looked;
  private final Counter absorbed;
  private final AtomicLong waiting = new AtomicLong();
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("consolidation").factory());
  private volatile String trouble = "";

  /**
   * Rounds that have yet to be started.
   *
   * @param log is told what was found of a subject, and returns once that is durable
   */
  ConsolidationRounds(
      Unconsolidated due,
      Consolidator consolidator,
      Consolidator.Taker log,
      ConsolidationConfig config,
      MeterRegistry meters) {
    this.due = due;
    this.consolidator = consolidator;
    this.log = log;
    this.config = config;
    this.looked =
        Counter.builder("mneme.consolidation.subjects")
            .description("users whose facts were looked through")
            .register(meters);
    this.absorbed =
        Counter.builder("mneme.consolidation.absorbed")
            .description("memories found to say what a later one says")
            .register(meters);
    Gauge.builder("mneme.consolidation.waiting.subjects", waiting, AtomicLong::get)
        .description("users with new facts that could be looked through now")
        .register(meters);
  }

  /** Rounds that publish into the log. */
  public static ConsolidationRounds of(
      Unconsolidated due,
      Candidates candidates,
      RecordPublisher publisher,
      ConsolidationConfig config,
      Surroundings world) {
    return new ConsolidationRounds(
        due,
        new Consolidator(candidates, config),
        (subject, findings) -> Consolidator.publish(subject, findings, publisher, world),
        config,
        world.meters());
  }

  /** Begins, where this deployment wants it. */
  public void start() {
    if (config.runs()) {
      long every = config.every().toMillis();
      var _ = rounds.scheduleWithFixedDelay(this::run, every, every, TimeUnit.MILLISECONDS);
    }
  }

  /** An exception that left here would end the schedule for the life of the process. */
  private void run() {
    try {
      trouble = round() ? "" : "a user's facts cannot be looked through; the log says why";
    } catch (StoreUnavailable | Outage down) {
      trouble = String.valueOf(down.getMessage());
      LOG.warn("consolidation has to wait: {}", trouble);
    } catch (RuntimeException fault) {
      trouble = String.valueOf(fault.getMessage());
      LOG.error("consolidation failed; it will be tried again", fault);
    }
  }

  /**
   * Looks through the users that are due, at most so many.
   *
   * @return whether every one of them was; one that was not is tried again when its lease ends, and
   *     does not stand in the way of the others
   */
  boolean round() throws Outage {
    List<Taken> taken = due.take(config.after(), LEASE, config.subjectsMax());
    boolean all = true;
    for (Taken subject : taken) {
      all &= look(subject);
    }
    waiting.set(due.waiting(config.after()));
    return all;
  }

  private boolean look(Taken taken) throws Outage {
    try {
      List<Finding> findings = consolidator.findings(taken.subject());
      if (!findings.isEmpty()) {
        log.take(taken.subject(), findings);
        findings.forEach(finding -> absorbed.increment(finding.absorb().size()));
      }
      due.settle(taken);
      looked.increment();
      return true;
    } catch (StoreUnavailable down) {
      throw down;
    } catch (RuntimeException fault) {
      LOG.error("the facts of {} cannot be looked through", taken.subject(), fault);
      return false;
    }
  }

  @Override
  public String name() {
    return "consolidation";
  }

  @Override
  public Check check() {
    if (!config.runs()) {
      return new Check.Up("is switched off", Map.of());
    }
    Map<String, Object> details =
        Map.of(
            "waiting", waiting.get(),
            "looked_at", (long) looked.count(),
            "absorbed", (long) absorbed.count());
    return trouble.isEmpty()
        ? new Check.Up("looks through new facts", details)
        : new Check.Degraded(trouble, details);
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
