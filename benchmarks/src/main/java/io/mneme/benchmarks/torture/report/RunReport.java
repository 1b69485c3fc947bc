package io.mneme.benchmarks.torture.report;

import io.mneme.benchmarks.torture.fault.Inflicted;
import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.benchmarks.torture.history.History.Completion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes a run down: {@code report.md}, {@code history.ndjson}, {@code plot.svg}. */
public final class RunReport {
  private static final int BROKEN_SHOWN_MAX = 20;
  private static final double MILLIS_A_SECOND = 1000.0;

  private RunReport() {}

  /** Writes all three into the folder, which is made. */
  public static void write(Run run, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(
        folder.resolve("history.ndjson"),
        run.history().attempts().stream().map(HistoryLine::of).toList());
    Files.writeString(folder.resolve("plot.svg"), Plot.of(run));
    Files.writeString(folder.resolve("report.md"), text(run));
  }

  /** The first thing that is wrong, and how to see it again; for a terminal. */
  public static String sentence(Run run) {
    return run.verdicts().stream()
        .filter(verdict -> !verdict.broken().isEmpty())
        .findFirst()
        .map(verdict ->
            "Promise %s is broken: %s (%d such). Repeat: %s"
                .formatted(
                    verdict.promise(),
                    verdict.broken().getFirst(),
                    verdict.broken().size(),
                    run.command()))
        .orElse("All promises were kept through %d faults.".formatted(run.faults().size()));
  }

  static String text(Run run) {
    StringBuilder text = new StringBuilder();
    text.append("# Torture, seed ").append(run.seed()).append("\n\n");
    text.append(sentence(run)).append("\n\nRepeat it: `").append(run.command()).append("`\n\n");
    verdicts(run, text);
    counts(run, text);
    faults(run, text);
    latencies(run, text);
    text.append("![latency and lag over time](plot.svg)\n");
    return text.toString();
  }

  private static void verdicts(Run run, StringBuilder text) {
    text.append("| promise | verdict |\n|---|---|\n");
    for (Run.Verdict verdict : run.verdicts()) {
      String kept = verdict.broken().isEmpty() ? "kept" : verdict.broken().size() + " times broken";
      text.append("| %s | %s |\n".formatted(verdict.promise(), kept));
    }
    text.append('\n');
    for (Run.Verdict verdict : run.verdicts()) {
      verdict.broken().stream()
          .limit(BROKEN_SHOWN_MAX)
          .forEach(sentence -> text.append("- ").append(sentence).append('\n'));
    }
  }

  private static void counts(Run run, StringBuilder text) {
    List<Attempt> attempts = run.history().attempts();
    long failed = attempts.stream().filter(attempt -> !attempt.isAcknowledged()).count();
    long letters = run.evidence().letters().size();
    long buried =
        run.evidence().letters().stream().map(letter -> letter.origin()).distinct().count();
    text.append("\n| counted | |\n|---|---|\n");
    row(text, "commands of clients", run.history().completions().size());
    row(text, "requests, retries and echoes included", attempts.size());
    row(text, "requests without an acknowledgement", failed);
    row(text, "records in the log", run.evidence().log().size());
    row(text, "events that took effect", run.evidence().kept().ledger().size());
    row(text, "memories", run.evidence().kept().memories().size());
    row(text, "dead letters, all of planned poison", buried);
    row(text, "of those, letters written twice", letters - buried);
    run.asides().forEach(aside -> text.append("| ").append(aside).append(" | |\n"));
    run.evidence()
        .caughtUp()
        .ifPresent(took ->
            text.append(
                "| lag 0 after the last fault | %s s |\n".formatted(seconds(took.toMillis()))));
    text.append('\n');
  }

  private static void row(StringBuilder text, String what, long count) {
    text.append(String.format(Locale.ROOT, "| %s | %,d |%n", what, count));
  }

  private static void faults(Run run, StringBuilder text) {
    List<Attempt> attempts = run.history().attempts();
    List<Completion> completions = run.history().completions();
    text.append(
        """
        | # | fault | | began s | lasted s | requests that failed | longest wait of a caller s | most lag, records | all applied after s |
        |---|---|---|---|---|---|---|---|---|
        """);
    int number = 1;
    for (Inflicted one : run.faults()) {
      long failed =
          attempts.stream()
              .filter(attempt -> !attempt.isAcknowledged())
              .filter(attempt -> during(one, attempt.sentMillis(), attempt.endedMillis()))
              .count();
      long longest =
          completions.stream()
              .filter(done -> during(one, done.sentMillis(), done.endedMillis()))
              .mapToLong(Completion::tookMillis)
              .max()
              .orElse(0);
      text.append(
          "| %d | %s | %s | %s | %s | %d | %s | %d | %s |\n"
              .formatted(
                  number++,
                  one.fault().number(),
                  one.fault().name(),
                  seconds(one.beganMillis()),
                  seconds(one.endedMillis() - one.beganMillis()),
                  failed,
                  seconds(longest),
                  mostLag(run, one),
                  one.recoveredMillis().isPresent()
                      ? seconds(one.recoveredMillis().getAsLong() - one.endedMillis())
                      : "-"));
    }
    text.append('\n');
  }

  private static long mostLag(Run run, Inflicted fault) {
    return run.lag().stream()
        .filter(sample -> during(fault, sample.atMillis(), sample.atMillis()))
        .mapToLong(sample -> sample.records().orElse(0))
        .max()
        .orElse(0);
  }

  private static void latencies(Run run, StringBuilder text) {
    List<Completion> done = run.history().completions();
    text.append(
        """
        | from the first request to 202 | commands | p50 ms | p95 ms | p99 ms | max ms |
        |---|---|---|---|---|---|
        """);
    latency(text, "in a fault window", done.stream().filter(one -> inAny(run, one)).toList());
    latency(text, "outside", done.stream().filter(one -> !inAny(run, one)).toList());
    text.append('\n');
  }

  private static void latency(StringBuilder text, String where, List<Completion> done) {
    Percentiles times = Percentiles.of(done.stream().map(Completion::tookMillis).toList());
    text.append(
        "| %s | %d | %d | %d | %d | %d |\n"
            .formatted(where, times.count(), times.p50(), times.p95(), times.p99(), times.max()));
  }

  private static boolean inAny(Run run, Completion done) {
    return run.faults().stream()
        .anyMatch(fault -> during(fault, done.sentMillis(), done.endedMillis()));
  }

  private static boolean during(Inflicted fault, long from, long to) {
    return to >= fault.beganMillis() && from <= fault.overMillis();
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f", millis / MILLIS_A_SECOND);
  }
}
