package io.mneme.storage.write;

import io.mneme.schemas.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Subjects of which a fact was stored since their facts were last looked through. The writer notes
 * them with the fact, so what is looked through is what is new and not what is held. Many may take
 * from it at once; time is the store's.
 */
public interface Unconsolidated {

  /**
   * Takes the subjects that have waited longest, for nobody else to take meanwhile. Who dies with
   * them leaves them to the next when the lease ends.
   *
   * @param after how long a subject waits for what else is said of it
   */
  List<Taken> take(Duration after, Duration lease, int limit);

  /** This subject's facts were looked through; those stored since it was taken wait their turn. */
  void settle(Taken taken);

  /** How many subjects could be looked through now, taken or not. */
  long waiting(Duration after);

  /**
   * A subject, and until when it is the taker's.
   *
   * @param until the end of the lease, by which it is known again
   */
  record Taken(Subject subject, Instant until) {}
}
