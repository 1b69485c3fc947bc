package io.mneme.storage.read;

import io.mneme.schemas.memory.Memory;
import java.util.List;

/**
 * What a subject's memories said at a time, as far as they say something else now.
 *
 * @param revision the subject's revision these are of, or an earlier one
 * @param memories each once, in the version of that time and the tier of now; without text where
 *     that was in an object that is lost
 * @param isWhole false where there were more than were asked for
 */
public record PastPack(long revision, List<Memory> memories, boolean isWhole) {}
