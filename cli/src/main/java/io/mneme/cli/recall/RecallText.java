package io.mneme.cli.recall;

import io.mneme.cli.client.RecallAnswer;
import io.mneme.cli.client.RecalledMemory;
import io.mneme.cli.console.Table;
import io.mneme.schemas.memory.MemoryScope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An answer as a person reads it: one memory a line, then how good the answer is. */
final class RecallText {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  private static final String PRIVATE = "private";

  /** Where it stands, in a table that needs it: when all is private nobody asks. */
  private static final int SCOPE_COLUMN = 3;

  private RecallText() {}

  static String of(RecallAnswer answer, int columnsMax) {
    if (answer.memories().isEmpty()) {
      return "Nothing is remembered that fits.%n".formatted() + note(answer);
    }
    List<RecalledMemory> memories = answer.memories();
    boolean scoped = memories.stream().anyMatch(memory -> !scope(memory).equals(PRIVATE));
    List<String> headings = new ArrayList<>(List.of("score", "when", "who", "tier", "why", "text"));
    if (scoped) {
      headings.add(SCOPE_COLUMN, "scope");
    }
    Table table = new Table(headings.toArray(String[]::new));
    for (RecalledMemory memory : memories) {
      List<String> row = row(memory);
      if (scoped) {
        row.add(SCOPE_COLUMN, scope(memory));
      }
      table.row(row.toArray());
    }
    return table.text(columnsMax) + note(answer);
  }

  private static List<String> row(RecalledMemory memory) {
    return new ArrayList<>(
        List.of(
            score(memory.score()),
            when(memory.occurredAt()),
            who(memory),
            memory.tier(),
            memory.sources(),
            memory.text()));
  }

  private static String scope(RecalledMemory memory) {
    MemoryScope scope = memory.scope();
    return scope == null ? PRIVATE : scope.name().toLowerCase(Locale.ROOT);
  }

  private static String note(RecallAnswer answer) {
    String took = String.format(Locale.ROOT, "%.0f ms", answer.took().toNanos() / 1e6);
    return answer.degradation().equals("L0")
        ? took + System.lineSeparator()
        : took
            + ", degraded ("
            + answer.degradation()
            + "): something may be missing"
            + System.lineSeparator();
  }

  private static String score(@Nullable Double score) {
    return score == null ? "-" : String.format(Locale.ROOT, "%.2f", score);
  }

  static String when(@Nullable Instant occurredAt) {
    return occurredAt == null ? "-" : DAY.format(occurredAt);
  }

  static String who(RecalledMemory memory) {
    String speaker = memory.speaker();
    String role = memory.role();
    return speaker != null ? speaker : role != null ? role : "-";
  }
}
