package io.mneme.benchmarks.torture;

import io.mneme.benchmarks.torture.report.Run;
import io.mneme.benchmarks.torture.report.RunReport;
import java.nio.file.Path;

/** Runs a torture; {@code ./mneme torture} starts it in a process of its own. */
public final class TortureMain {
  private static final int ARGUMENTS = 3;
  private static final int EXIT_USAGE = 2;

  private TortureMain() {}

  /** Arguments: minutes (0: each essential fault once), seed, folder of the report. */
  public static void main(String[] arguments) {
    System.setProperty("logback.configurationFile", "mneme-command-logback.xml");
    if (arguments.length != ARGUMENTS) {
      System.err.println("Arguments: minutes, seed, folder of the report.");
      System.exit(EXIT_USAGE);
    }
    int minutes = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    Path folder = Path.of(arguments[2]);
    Torture.Plan plan =
        minutes == 0 ? Torture.Plan.essential(seed) : Torture.Plan.lasting(seed, minutes);
    try {
      Run run = Torture.run(plan, step -> System.err.println("torture: " + step));
      RunReport.write(run, folder);
      System.out.println(RunReport.sentence(run));
      System.out.println("The report is in " + folder);
      System.exit(run.isSound() ? 0 : 1);
    } catch (Exception e) {
      System.err.println("The torture with seed " + seed + " could not be ended: " + e);
      e.printStackTrace();
      System.exit(1);
    }
  }
}
