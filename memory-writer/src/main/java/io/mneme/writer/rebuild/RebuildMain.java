package io.mneme.writer.rebuild;

import io.mneme.platform.TaskMain;
import io.mneme.storage.write.Candidates;
import io.mneme.writer.WriterMain;
import io.mneme.writer.consolidation.ConsolidateTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The writer's other mode: it builds the stores anew, says what they hold, or consolidates it, and
 * ends. The first argument says which; see {@link #USAGE}.
 */
public final class RebuildMain {
  static final String USAGE =
      """
      rebuild [--keep-old]              derive everything again from the log and switch to it
      reembed --model=M [--keep-old]    the same with the vectors of another model
      replay --from=TIME|PARTITION:OFFSET [--tenant=T] [--user=U] [--dry-run]
                                        derive the subjects of a range again and put them right
      verify [--save=FILE] [--compare=FILE]   a digest of what the store holds, a partition
      consolidate [--tenant=T] [--user=U] [--dry-run]   let one memory answer for its near-duplicates
      """;

  private RebuildMain() {}

  public static void main(String[] arguments) {
    Optional<TaskMain.Task> task = task(List.of(arguments));
    if (task.isEmpty()) {
      System.err.print(USAGE);
      System.exit(2);
      return;
    }
    TaskMain.run(WriterMain.SERVICE, task.get());
  }

  /** What the arguments ask for; empty when they make no sense. */
  public static Optional<TaskMain.Task> task(List<String> arguments) {
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    List<String> options = arguments.subList(1, arguments.size());
    return switch (arguments.getFirst()) {
      case "rebuild" -> Optional.of(new RebuildTask(ending(options)));
      case "reembed" ->
          value(options, "--model=").map(model -> new ReembedTask(model, ending(options)));
      case "replay" ->
          value(options, "--from=")
              .map(from ->
                  new ReplayTask(
                      ReplayRange.of(from),
                      new ReplayScope(value(options, "--tenant="), value(options, "--user=")),
                      options.contains("--dry-run")
                          ? ReplayTask.Mode.COUNT_ONLY
                          : ReplayTask.Mode.REPAIR));
      case "verify" ->
          Optional.of(
              new VerifyTask(
                  value(options, "--save=").map(Path::of),
                  value(options, "--compare=").map(Path::of)));
      case "consolidate" ->
          Optional.of(
              new ConsolidateTask(
                  new Candidates.Scope(
                      value(options, "--tenant=").orElse(null),
                      value(options, "--user=").orElse(null)),
                  options.contains("--dry-run")
                      ? ConsolidateTask.Mode.NAME_ONLY
                      : ConsolidateTask.Mode.CONSOLIDATE,
                  System.out));
      default -> Optional.empty();
    };
  }

  private static Rebuild.Ending ending(List<String> options) {
    return options.contains("--keep-old") ? Rebuild.Ending.KEEP_OLD : Rebuild.Ending.DROP_OLD;
  }

  private static Optional<String> value(List<String> options, String name) {
    return options.stream()
        .filter(option -> option.startsWith(name))
        .map(option -> option.substring(name.length()))
        .findFirst();
  }
}
