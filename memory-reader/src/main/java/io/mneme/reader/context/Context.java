package io.mneme.reader.context;

import io.mneme.reader.rank.Ranked;
import io.mneme.reader.tail.Tail;
import io.mneme.schemas.memory.Memory;
import java.util.List;
import java.util.Optional;

/**
 * A prompt's worth of memory.
 *
 * @param summary what the conversation said before its last turns
 * @param working the last turns of the conversation, oldest first
 * @param memories the best memories from before, best first
 * @param text both, ready for a prompt
 * @param tokens of the text, estimated
 * @param tail what of the working memory is not derived yet; empty where nobody looked
 */
public record Context(
    Summary summary,
    List<Memory> working,
    List<Ranked> memories,
    String text,
    int tokens,
    Optional<Tail> tail) {

  /** Of what is derived alone. */
  Context(Summary summary, List<Memory> working, List<Ranked> memories, String text, int tokens) {
    this(summary, working, memories, text, tokens, Optional.empty());
  }

  Context with(Optional<Tail> other) {
    return new Context(summary, working, memories, text, tokens, other);
  }

  /** Whether the writer has derived this turn, as far as is known. */
  public boolean isDerived(Memory turn) {
    return tail.map(one -> !one.turns().contains(turn)).orElse(true);
  }
}
