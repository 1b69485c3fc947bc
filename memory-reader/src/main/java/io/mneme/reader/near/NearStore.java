package io.mneme.reader.near;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Redis remembers for the reader. All of it may be missing at any moment, then PostgreSQL is
 * asked; none of it may be wrong. Every method may throw {@link io.mneme.storage.StoreUnavailable}.
 */
public interface NearStore {

  /** The subject's revision, as the writer last announced it. */
  OptionalLong revision(Subject subject);

  /** The last turns of a conversation, oldest first; empty when they are not all here. */
  Optional<List<Memory>> turns(Subject subject, String conversation, int limit);
}
