package io.mneme.benchmarks.torture.history;

import io.mneme.schemas.Ids;
import io.mneme.schemas.Subject;
import java.util.UUID;

/**
 * What a client asks for once, however often it has to ask.
 *
 * @param subject for whom; one client has one
 * @param number its place among the client's commands, from 0
 * @param key its idempotency key
 * @param deed what
 */
public record Command(Subject subject, int number, String key, Deed deed) {

  /** The id every answer has to name. */
  public UUID eventId() {
    return Ids.event(subject.tenant(), key);
  }
}
