package io.mneme.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.benchmarks.torture.report.Run;
import io.mneme.benchmarks.torture.report.RunReport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The promises 1, 2, 3, 6 and 10 while processes die: the built services, real servers, each
 * essential fault once. {@code -Dmneme.torture.seed=N} tries another order.
 */
class TortureIT {
  private static final Path REPORT = Path.of("target", "torture");

  @Test
  void promisesAreKeptWhateverDies() throws Exception {
    long seed = Long.getLong("mneme.torture.seed", 1);

    Run run = Torture.run(Torture.Plan.essential(seed), step -> System.out.println(step));

    RunReport.write(run, REPORT);
    for (Run.Verdict verdict : run.verdicts()) {
      assertThat(verdict.broken())
          .as("promise %s, seed %d; more in %s", verdict.promise(), seed, REPORT)
          .isEmpty();
    }
    assertThat(run.history().completions()).as("work was done").hasSizeGreaterThan(100);
    assertThat(run.history().applied()).as("writes were read back").isGreaterThan(100);
    assertThat(run.evidence().letters()).as("poison was met").isNotEmpty();
  }
}
