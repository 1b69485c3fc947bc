package io.mneme.schemas.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.mneme.schemas.Subject;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One record of {@code mneme.events}: somebody's intent, and when it happened. Schema {@code
 * event/1}.
 *
 * @param eventId identity; a record with an id already applied has no further effect
 * @param tenant from the credential
 * @param user the tenant's own name of the user
 * @param acceptedAt gateway clock when the event was admitted
 * @param occurredAt when it happened in the client's world, clamped by the gateway
 * @param intent what is to be remembered, changed or forgotten
 */
public record Event(
    UUID eventId,
    String tenant,
    String user,
    Instant acceptedAt,
    Instant occurredAt,
    Intent intent) {

  public Event {
    Objects.requireNonNull(eventId, "event_id is missing");
    Subject.requireValid(tenant, user);
    Objects.requireNonNull(acceptedAt, "accepted_at is missing");
    Objects.requireNonNull(occurredAt, "occurred_at is missing");
    Objects.requireNonNull(intent, "intent is missing");
  }

  @JsonIgnore
  public Subject subject() {
    return new Subject(tenant, user);
  }
}
