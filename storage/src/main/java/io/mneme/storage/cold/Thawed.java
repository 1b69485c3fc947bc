package io.mneme.storage.cold;

import io.mneme.schemas.memory.Memory;
import java.util.List;

/**
 * Cold memories brought back within a time.
 *
 * @param memories whole
 * @param lost whose objects are missing or damaged
 * @param late whose objects did not arrive in time, or whose store did not answer: another time
 *     they may
 */
public record Thawed(List<Memory> memories, List<ColdReader.Answer.Unreadable> lost, int late) {}
