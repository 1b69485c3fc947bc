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
 * Fits turns and memories into a budget of tokens. Pure. The conversation so far gets up to half of
 * it, newest turns first, because a model that has lost the thread has no use for memories; the
 * memories get what is left, best first, those that do not fit left out, and those the conversation
 * says already.
 */
final class ContextAssembler {
  /** A token is about this long in English; an estimate that needs no tokenizer. */
  static final int CHARS_PER_TOKEN = 4;

  private static final String WORKING_TITLE = "Conversation so far:\n";
  private static final String MEMORIES_TITLE = "Relevant memories:\n";

  private ContextAssembler() {}

  /** The most that fits, in the order it is to be read. */
  static Context assemble(List<Memory> turns, List<Ranked> ranked, int tokensMax) {
    int charsMax = tokensMax * CHARS_PER_TOKEN;
    List<Memory> working = lastThatFit(turns, charsMax / 2);
    int charsLeft = charsMax - lengthOf(working);
    List<Ranked> memories = new ArrayList<>();
    Set<UUID> said = working.stream().map(Memory::memoryId).collect(Collectors.toSet());
    for (Ranked candidate : ranked) {
      if (said.contains(candidate.memory().memoryId())) {
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
    String text = text(working, memories);
    return new Context(working, List.copyOf(memories), text, tokens(text));
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

  private static String text(List<Memory> working, List<Ranked> memories) {
    StringBuilder text = new StringBuilder();
    if (!memories.isEmpty()) {
      text.append(MEMORIES_TITLE);
      memories.forEach(ranked -> text.append(line(ranked.memory())));
    }
    if (!working.isEmpty()) {
      text.append(memories.isEmpty() ? "" : "\n").append(WORKING_TITLE);
      working.forEach(turn -> text.append(line(turn)));
    }
    return text.toString();
  }

  /** {@code - [2026-05-08] Mira: I moved to Lisbon (a view over roofs)}. */
  private static String line(Memory memory) {
    Memory.Content content = memory.content();
    String speaker = speaker(content);
    return "- ["
        + LocalDate.ofInstant(memory.times().occurredAt(), ZoneOffset.UTC)
        + "] "
        + (speaker.isEmpty() ? "" : speaker + ": ")
        + content.text().replace('\n', ' ')
        + (content.caption() == null ? "" : " (" + content.caption() + ")")
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
