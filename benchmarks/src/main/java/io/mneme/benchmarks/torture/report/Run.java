package io.mneme.benchmarks.torture.report;

import io.mneme.benchmarks.torture.fault.Inflicted;
import io.mneme.benchmarks.torture.guarantee.Evidence;
import io.mneme.benchmarks.torture.history.History;
import io.mneme.benchmarks.torture.world.LagGauge;
import java.util.List;

/**
 * A run that is over.
 *
 * @param seed repeats it
 * @param command as a person would type it
 * @param faults in the order they were inflicted
 * @param history of the clients
 * @param lag of the writers
 * @param evidence found at the end
 * @param verdicts one a promise
 * @param asides what happened besides, a sentence each
 */
public record Run(
    long seed,
    String command,
    List<Inflicted> faults,
    History history,
    List<LagGauge.Sample> lag,
    Evidence evidence,
    List<Verdict> verdicts,
    List<String> asides) {

  /** What breaks a promise; nothing when it was kept. */
  public record Verdict(String promise, List<String> broken) {}

  public boolean isSound() {
    return verdicts.stream().allMatch(verdict -> verdict.broken().isEmpty());
  }
}
