package io.mneme.reader.context;

import io.mneme.reader.rank.Ranked;
import io.mneme.schemas.memory.Memory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Fits turns, a summary and memories into a budget of tokens. Pure. The conversation so far gets up
 * to half of it, newest turns first, because a model that has lost the thread has no use for
 * memories; the summary of what it said before gets up to an eighth; the memories get what is left,
 * best first, those that do not fit left out, and those the conversation or its summary says
 * already.
 */
final class ContextAssembler {
  /** A token is about this long in English; an estimate that needs no tokenizer. */
  static final int CHARS_PER_TOKEN = 4;

  /** The last turns take at most the budget divided by this. */
  static final int WORKING_SHARE = 2;

  /** The summary takes at most the budget divided by this. */
  static final int SUMMARY_SHARE = 8;

  private static final String SUMMARY_TITLE = "Earlier in this conversation:\n";
  private static final String WORKING_TITLE = "Conversation so far:\n";
  private static final String MEMORIES_TITLE = "Relevant memories:\n";

  private ContextAssembler() {}

  /**
   * The most that fits, in the order it is to be read.
   *
   * @param earlier what there is of the conversation, for the summary of what lies before the turns
   *     that fit
   */
  static Context assemble(
      List<Memory> turns, List<Memory> earlier, List<Ranked> ranked, int tokensMax) {
    int charsMax = tokensMax * CHARS_PER_TOKEN;
    List<Memory> working = lastThatFit(turns, charsMax / WORKING_SHARE);
    Summary summary =
        Summariser.sumUp(
            before(working, earlier),
            said -> line(said).length(),
            charsMax / SUMMARY_SHARE - SUMMARY_TITLE.length() - 1);
    List<Ranked> memories =
        bestThatFit(ranked, summary, working, charsMax - lengthOf(working) - lengthOf(summary));
    String text = text(summary, working, memories);
    return new Context(summary, working, memories, text, tokens(text));
  }

  /** Turns before those that are told, and whatever its application has summed it up in. */
  private static List<Memory> before(List<Memory> working, List<Memory> earlier) {
    Set<UUID> told = working.stream().map(Memory::memoryId).collect(Collectors.toSet());
    long first = working.isEmpty() ? Long.MAX_VALUE : working.getFirst().source().offset();
    return earlier.stream()
        .filter(memory -> Summariser.isGiven(memory) || memory.source().offset() < first)
        .filter(memory -> !told.contains(memory.memoryId()))
        .toList();
  }

  private static List<Ranked> bestThatFit(
      List<Ranked> ranked, Summary summary, List<Memory> working, int charsMax) {
    int charsLeft = charsMax;
    List<Ranked> memories = new ArrayList<>();
    Set<UUID> said = working.stream().map(Memory::memoryId).collect(Collectors.toSet());
    for (Ranked candidate : ranked) {
      if (said.contains(candidate.memory().memoryId()) || summary.tells(candidate.memory())) {
        continue;
      }
      int needed =
          line(candidate.memory()).length()
              + (memories.isEmpty() ? MEMORIES_TITLE.length() + 1 : 0);
      if (needed <= charsLeft) {
        memories.add(candidate);
        charsLeft -= needed;
      }
    }
    return List.copyOf(memories);
  }

  static int tokens(String text) {
    return Math.ceilDiv(text.length(), CHARS_PER_TOKEN);
  }

  private static List<Memory> lastThatFit(List<Memory> turns, int charsMax) {
    int charsLeft = charsMax - WORKING_TITLE.length();
    int from = turns.size();
    while (from > 0 && line(turns.get(from - 1)).length() <= charsLeft) {
      from--;
      charsLeft -= line(turns.get(from)).length();
    }
    return List.copyOf(turns.subList(from, turns.size()));
  }

  private static int lengthOf(List<Memory> working) {
    return working.isEmpty()
        ? 0
        : WORKING_TITLE.length() + working.stream().mapToInt(turn -> line(turn).length()).sum();
  }

  private static int lengthOf(Summary summary) {
    return summary.lines().isEmpty()
        ? 0
        : 1
            + SUMMARY_TITLE.length()
            + summary.lines().stream().mapToInt(said -> line(said).length()).sum();
  }

  private static String text(Summary summary, List<Memory> working, List<Ranked> memories) {
    StringBuilder text = new StringBuilder();
    if (!memories.isEmpty()) {
      text.append(MEMORIES_TITLE);
      memories.forEach(ranked -> text.append(line(ranked.memory())));
    }
    if (!summary.lines().isEmpty()) {
      text.append(text.isEmpty() ? "" : "\n").append(SUMMARY_TITLE);
      summary.lines().forEach(said -> text.append(line(said)));
    }
    if (!working.isEmpty()) {
      text.append(text.isEmpty() ? "" : "\n").append(WORKING_TITLE);
      working.forEach(turn -> text.append(line(turn)));
    }
    return text.toString();
  }

  /** {@code - [2026-05-08] Mira: I moved to Lisbon (a view over roofs)}. */
  private static String line(Memory memory) {
    Memory.Content content = memory.content();
    return line(
        memory, content.text() + (content.caption() == null ? "" : " (" + content.caption() + ")"));
  }

  private static String line(Summary.Line said) {
    return line(said.source(), said.sentence());
  }

  private static String line(Memory memory, String words) {
    String speaker = speaker(memory.content());
    return "- ["
        + LocalDate.ofInstant(memory.times().occurredAt(), ZoneOffset.UTC)
        + "] "
        + (speaker.isEmpty() ? "" : speaker + ": ")
        + words.replace('\n', ' ')
        + "\n";
  }

  private static String speaker(Memory.Content content) {
    if (content.speaker() != null) {
      return content.speaker();
    }
    return content.role() == null
        ? ""
        : switch (content.role()) {
          case USER -> "user";
          case ASSISTANT -> "assistant";
          case SYSTEM -> "system";
          case TOOL -> "tool";
        };
  }
}
