package io.mneme.reader.context;

import io.mneme.reader.rank.Ranked;
import io.mneme.reader.recall.Consistency;
import io.mneme.reader.recall.Reading;
import io.mneme.reader.recall.Reads;
import io.mneme.reader.recall.Recall;
import io.mneme.reader.recall.Recaller;
import io.mneme.reader.tail.Tail;
import io.mneme.reader.tail.Tails;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the context of a model's next answer. */
public final class Contexts {
  /** More turns than this are past, not working memory. */
  static final int WORKING_TURNS_MAX = 20;

  private static final int CANDIDATES_MAX = 100;

  private final Reads reads;
  private final Recaller recaller;
  private final Tails tails;

  public Contexts(Reads reads, Recaller recaller, Tails tails) {
    this.reads = reads;
    this.recaller = recaller;
    this.tails = tails;
  }

  /**
   * The conversation so far and the best memories from before it, within a budget. An answer that
   * does not know its caller's writes has the turns of the log that are not derived yet.
   *
   * @throws io.mneme.reader.recall.NothingAnswers when no store answers and nothing is held
   */
  public Context of(Wanted wanted, Reading reading) {
    String conversation = wanted.conversation();
    if (conversation == null) {
      return assembled(wanted, List.of(), reading);
    }
    if (!wantsTail(wanted, reading)) {
      return assembled(wanted, derived(wanted.subject(), conversation, reading), reading);
    }
    Tails.Beginning beginning = tails.begin();
    if (beginning.isKnown()) {
      reading.wantNewest();
    }
    List<Memory> derived = derived(wanted.subject(), conversation, reading);
    Tail tail = tails.since(beginning, wanted.subject(), conversation).without(derived);
    List<Memory> turns = tail.behind(derived);
    return assembled(
            wanted,
            turns.subList(Math.max(0, turns.size() - WORKING_TURNS_MAX), turns.size()),
            reading)
        .with(Optional.of(tail));
  }

  private static boolean wantsTail(Wanted wanted, Reading reading) {
    return reading.asOf().isEmpty()
        && switch (reading.consistency()) {
          case Consistency.Applied _ -> false;
          case Consistency.Stale _ -> true;
          case Consistency.None _ -> wanted.tail();
        };
  }

  private List<Memory> derived(Subject subject, String conversation, Reading reading) {
    return reads.turns(subject, conversation, WORKING_TURNS_MAX, reading);
  }

  private Context assembled(Wanted wanted, List<Memory> turns, Reading reading) {
    return ContextAssembler.assemble(
        turns,
        earlier(wanted, turns, reading),
        memories(wanted, turns, reading),
        wanted.tokensMax());
  }

  /** The whole conversation, of which the assembler leaves out what it tells word by word. */
  private List<Memory> earlier(Wanted wanted, List<Memory> turns, Reading reading) {
    String conversation = wanted.conversation();
    return conversation == null || turns.isEmpty()
        ? List.of()
        : reads.conversation(wanted.subject(), conversation, reading);
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
    String conversation = wanted.conversation();
    return recaller.recall(
        new Recall(
            wanted.owners(),
            query,
            CANDIDATES_MAX,
            memory ->
                !known.contains(memory.memoryId())
                    && !(conversation != null && Reads.sumsUp(memory, conversation))),
        reading);
  }

  /**
   * What context is wanted.
   *
   * @param conversation whose last turns are the working memory
   * @param query what the memories should be about; the last turn when absent
   * @param tokensMax budget of the text
   * @param tail whether turns that are not derived yet are wanted too, by who does not wait
   * @param owners whose memories; the conversation is the subject's
   */
  public record Wanted(
      Subject subject,
      @Nullable String conversation,
      @Nullable String query,
      int tokensMax,
      boolean tail,
      List<Subject> owners) {

    /** With the subject's own memories. */
    public Wanted(
        Subject subject,
        @Nullable String conversation,
        @Nullable String query,
        int tokensMax,
        boolean tail) {
      this(subject, conversation, query, tokensMax, tail, List.of(subject));
    }

    /** Everybody whose change would change it. */
    public List<Subject> read() {
      return Stream.concat(Stream.of(subject), owners.stream()).distinct().toList();
    }
  }
}
