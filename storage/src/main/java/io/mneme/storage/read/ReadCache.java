package io.mneme.storage.read;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.read.ReadStore.SessionView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the reader asks before the store: what {@link io.mneme.storage.write.SubjectCache} was told.
 * Empty means "ask the store"; anything may be missing at any moment. Every method may throw {@link
 * io.mneme.storage.StoreUnavailable}, soon: a request waits for it.
 */
public interface ReadCache {

  /** The subject's revision, as the writer last told it. */
  OptionalLong revision(Subject subject);

  /**
   * The last turns of a conversation, oldest first, without vectors; empty when they are not all
   * here, though the conversation may have fewer than the limit.
   */
  Optional<List<Memory>> turns(Subject subject, String conversation, int limit);

  /** The state of a session, unless it has expired. */
  Optional<SessionView> session(Subject subject, String session, Instant now);
}
