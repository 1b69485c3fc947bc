package io.mneme.storage.write;

import io.mneme.schemas.Subject;
import java.util.Map;
import java.util.Set;

/**
 * What the writer tells the cache that readers ask before the store: revisions, conversation
 * buffers, session states, progress. Losing the cache loses nothing; what must not happen is that
 * it keeps something older than the store. So:
 *
 * <ul>
 *   <li>a revision and a progress only ever grow in it: a late writer's older one changes nothing
 *   <li>a buffer or session that cannot be brought up to date by a write is dropped by it
 *   <li>revisions, buffers and sessions expire within minutes, which bounds what a writer that dies
 *       between its commit and this can leave behind
 * </ul>
 *
 * <p>Every method may be repeated, and may throw {@link io.mneme.storage.StoreUnavailable}, soon:
 * the writer waits for it on its only thread.
 */
public interface SubjectCache {

  /**
   * Brings the cache up to a committed batch.
   *
   * @param revisions the new revision of each subject with a memory changed
   * @return how many keys it dropped of each subject of which something was forgotten or erased
   */
  Map<Subject, Long> write(Batch batch, Map<Subject, Long> revisions);

  /**
   * Drops whatever is held of these subjects, so that readers ask the store.
   *
   * @return how many keys it dropped of each
   */
  Map<Subject, Long> outdate(Set<Subject> subjects);

  /** Tells how far each partition is applied, and visible. */
  void progress(Map<Integer, Long> next);
}
