package io.mneme.reader.context;

import io.mneme.reader.rank.Ranked;
import io.mneme.reader.recall.Reading;
import io.mneme.reader.recall.Reads;
import io.mneme.reader.recall.Recall;
import io.mneme.reader.recall.Recaller;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds the context of a model's next answer. */
public final class Contexts {
  /** More turns than this are past, not working memory. */
  static final int WORKING_TURNS_MAX = 20;

  private static final int CANDIDATES_MAX = 100;

  private final Reads reads;
  private final Recaller recaller;

  public Contexts(Reads reads, Recaller recaller) {
    this.reads = reads;
    this.recaller = recaller;
  }

  /**
   * The conversation so far and the best memories from before it, within a budget.
   *
   * @throws io.mneme.reader.recall.NothingAnswers when no store answers and nothing is held
   */
  public Context of(Wanted wanted, Reading reading) {
    List<Memory> turns =
        wanted.conversation() == null
            ? List.of()
            : reads.turns(wanted.subject(), wanted.conversation(), WORKING_TURNS_MAX, reading);
    return ContextAssembler.assemble(turns, memories(wanted, turns, reading), wanted.tokensMax());
  }

  private List<Ranked> memories(Wanted wanted, List<Memory> turns, Reading reading) {
    String query =
        wanted.query() == null && !turns.isEmpty()
            ? turns.getLast().content().text()
            : wanted.query();
    if (query == null) {
      return List.of();
    }
    Set<UUID> known = turns.stream().map(Memory::memoryId).collect(Collectors.toSet());
    return recaller.recall(
        new Recall(
            wanted.subject(), query, CANDIDATES_MAX, memory -> !known.contains(memory.memoryId())),
        reading);
  }

  /**
   * What context is wanted.
   *
   * @param conversation whose last turns are the working memory
   * @param query what the memories should be about; the last turn when absent
   * @param tokensMax budget of the text
   */
  public record Wanted(
      Subject subject, @Nullable String conversation, @Nullable String query, int tokensMax) {}
}
