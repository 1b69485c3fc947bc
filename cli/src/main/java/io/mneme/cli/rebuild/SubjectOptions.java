package io.mneme.cli.rebuild;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose memories a task of the writer is about, and whether it only looks. */
final class SubjectOptions {
  @Option(names = "--tenant", paramLabel = "T", description = "Only users of this tenant.")
  private @Nullable String tenant;

  @Option(names = "--user", paramLabel = "U", description = "Only this user.")
  private @Nullable String user;

  @Option(names = "--dry-run", description = "Only says what it would look at or do.")
  private boolean dryRun;

  /** As the writer's task reads them. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (tenant != null) {
      words.add("--tenant=" + tenant);
    }
    if (user != null) {
      words.add("--user=" + user);
    }
    if (dryRun) {
      words.add("--dry-run");
    }
    return words;
  }
}
