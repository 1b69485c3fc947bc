package io.mneme.reader.recall;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.util.function.Predicate;

/**
 * One question to a subject's memory.
 *
 * @param subject whose memory
 * @param query what is asked
 * @param limit how many memories at most
 * @param filter which may be recalled
 * @param stubFilter which cold ones may have to be, as far as is known without their objects
 */
public record Recall(
    Subject subject,
    String query,
    int limit,
    Predicate<Memory> filter,
    Predicate<Memory> stubFilter) {

  /** One whose filter asks of a stub nothing that a stub has not. */
  public Recall(Subject subject, String query, int limit, Predicate<Memory> filter) {
    this(subject, query, limit, filter, filter);
  }
}
