package io.mneme.storage.write;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Memories that may turn out to say the same: active facts and habits that were never corrected.
 * One that was corrected has a past of its own, which nobody else can answer for.
 */
public interface Candidates {

  /** The next subjects with more than one, in a fixed order. */
  List<Subject> subjects(Scope scope, int limit);

  /** Those of a subject, the newest first, whole; the cold ones are read from their objects. */
  List<Memory> of(Subject subject, int limit);

  /**
   * Whose.
   *
   * @param tenant only this tenant's; null is everybody's
   * @param user only this user's; null is everybody's
   * @param last only subjects behind this one
   */
  record Scope(@Nullable String tenant, @Nullable String user, @Nullable Subject last) {

    /** From the beginning. */
    public Scope(@Nullable String tenant, @Nullable String user) {
      this(tenant, user, null);
    }

    /** The rest of it. */
    public Scope after(Subject subject) {
      return new Scope(tenant, user, subject);
    }
  }
}
