package io.mneme.reader.context;

import io.mneme.reader.rank.Ranked;
import io.mneme.schemas.memory.Memory;
import java.util.List;

/**
 * A prompt's worth of memory.
 *
 * @param working the last turns of the conversation, oldest first
 * @param memories the best memories from before, best first
 * @param text both, ready for a prompt
 * @param tokens of the text, estimated
 */
public record Context(List<Memory> working, List<Ranked> memories, String text, int tokens) {}
