package io.mneme.reader.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mneme.reader.context.Contexts.Wanted;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.read.TrackedRevision;
import java.util.List;
import java.util.Optional;

/**
 * Contexts as they went over the wire, for whoever wants the same before a subject of it changes: a
 * model that is asked several times within one turn. An answer belongs to one {@link
 * TrackedRevision} of each subject, taken before anything was read for it; as soon as a change is
 * told there is another, and the answer is never found again.
 */
public final class ReadyContexts {
  private static final long BYTES_MAX = 16L << 20;

  /** What an entry weighs beside its JSON, about: its question and its list of memories. */
  private static final int ENTRY_BYTES = 2_000;

  private final Cache<Wanted, Ready> answers =
      Caffeine.newBuilder()
          .maximumWeight(BYTES_MAX)
          .<Wanted, Ready>weigher((_, ready) -> ENTRY_BYTES + ready.json().length)
          .build();

  /**
   * An answer.
   *
   * @param at what was known of the subjects before it was made
   * @param memories it serves, for the record
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Ready(List<TrackedRevision> at, byte[] json, List<Memory> memories) {}

  /** The answer to this, if nothing of the subjects has changed since. */
  Optional<Ready> find(Wanted wanted, List<TrackedRevision> now) {
    // a revision has no equal but itself
    return Optional.ofNullable(answers.getIfPresent(wanted))
        .filter(ready -> ready.at().equals(now));
  }

  void keep(Wanted wanted, Ready ready) {
    answers.put(wanted, ready);
  }
}
