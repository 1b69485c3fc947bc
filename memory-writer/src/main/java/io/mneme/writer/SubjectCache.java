package io.mneme.writer;

import io.mneme.schemas.Subject;
import io.mneme.storage.write.Batch;
import java.util.Map;
import java.util.Set;

/**
 * The cache readers ask before the store. Losing it loses nothing; what must not happen is that it
 * keeps something older than the store. Every method may throw {@link
 * io.mneme.storage.StoreUnavailable}.
 */
interface SubjectCache {

  /**
   * Brings the cache up to a committed batch.
   *
   * @param revisions the new revision of each subject with a memory changed
   */
  void write(Batch batch, Map<Subject, Long> revisions);

  /** Drops whatever is held of these subjects, so that readers ask the store. */
  void outdate(Set<Subject> subjects);

  /** Tells how far each partition is applied, and visible. */
  void progress(Map<Integer, Long> next);
}
