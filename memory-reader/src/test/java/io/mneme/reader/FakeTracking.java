package io.mneme.reader;

import io.mneme.schemas.Subject;
import io.mneme.storage.read.RevisionTracking;
import io.mneme.storage.read.TrackedRevision;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Holds nothing until a test lets it; told when a test tells. */
public final class FakeTracking implements RevisionTracking {
  private final FakeCache cache;
  private final Map<Subject, TrackedRevision> held = new HashMap<>();
  public boolean told;

  FakeTracking(FakeCache cache) {
    this.cache = cache;
  }

  @Override
  public Optional<TrackedRevision> held(Subject subject) {
    return told
        ? Optional.ofNullable(held.get(subject)).filter(one -> one.revision().isPresent())
        : Optional.empty();
  }

  @Override
  public Optional<TrackedRevision> ask(Subject subject) {
    if (!told) {
      return Optional.empty();
    }
    TrackedRevision asked = TrackedRevision.untracked(cache.revision(subject));
    held.put(subject, asked);
    return Optional.of(asked);
  }

  /** Redis tells that a subject's revision changed. */
  public void tell(Subject subject) {
    held.remove(subject);
  }
}
