package io.mneme.reader.recall;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.util.List;
import java.util.function.Predicate;

/**
 * One question to the memory of one subject, or to that of several at once.
 *
 * @param owners whose memories: without the first there is no answer, the others are left out where
 *     they cannot be read
 * @param query what is asked
 * @param limit how many memories at most
 * @param filter which may be recalled
 * @param stubFilter which cold ones may have to be, as far as is known without their objects
 */
public record Recall(
    List<Subject> owners,
    String query,
    int limit,
    Predicate<Memory> filter,
    Predicate<Memory> stubFilter) {

  public Recall {
    if (owners.isEmpty()) {
      throw new IllegalArgumentException("a question is asked of somebody's memory");
    }
  }

  /** One whose filter asks of a stub nothing that a stub has not. */
  public Recall(List<Subject> owners, String query, int limit, Predicate<Memory> filter) {
    this(owners, query, limit, filter, filter);
  }

  /** One to a single subject. */
  public Recall(Subject subject, String query, int limit, Predicate<Memory> filter) {
    this(List.of(subject), query, limit, filter, filter);
  }
}
