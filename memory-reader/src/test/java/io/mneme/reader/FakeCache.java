package io.mneme.reader;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.read.ReadCache;
import io.mneme.storage.read.ReadStore.SessionView;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Revisions in a map, which can be lost or down. */
public final class FakeCache implements ReadCache {
  public final Map<Subject, Long> revisions = new HashMap<>();
  public final Map<String, List<Memory>> turns = new HashMap<>();
  public boolean down;

  @Override
  public OptionalLong revision(Subject subject) {
    check();
    Long revision = revisions.get(subject);
    return revision == null ? OptionalLong.empty() : OptionalLong.of(revision);
  }

  @Override
  public Optional<List<Memory>> turns(Subject subject, String conversation, int limit) {
    check();
    return Optional.ofNullable(turns.get(conversation));
  }

  @Override
  public Optional<SessionView> session(Subject subject, String session, Instant now) {
    check();
    return Optional.empty();
  }

  private void check() {
    if (down) {
      throw new StoreUnavailable("Redis does not answer", new IOException("down"));
    }
  }
}
