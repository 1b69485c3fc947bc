package io.mneme.schemas.memory;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.tier.Tier;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The full state of one memory, as published to {@code mneme.changes} after every change. Schema
 * {@code memory/1}.
 *
 * @param memoryId UUIDv5 of subject, event id and ordinal
 * @param tenant owner's tenant
 * @param user owner's user
 * @param kind episodic, semantic or procedural
 * @param status active or archived
 * @param tier where it lies now
 * @param version 1 at birth, one more with every change of content, status or tier
 * @param content what is remembered
 * @param times when it happened and when it was written
 * @param source the event it came from
 * @param embedding its vector; absent while none has been computed
 * @param absorbedBy the memory that says the same and answers for it; only of an archived one
 */
public record Memory(
    UUID memoryId,
    String tenant,
    String user,
    MemoryKind kind,
    MemoryStatus status,
    Tier tier,
    long version,
    Content content,
    Times times,
    Source source,
    @Nullable Embedding embedding,
    @Nullable UUID absorbedBy) {

  public Memory {
    Objects.requireNonNull(memoryId, "memory_id is missing");
    Subject.requireValid(tenant, user);
    Objects.requireNonNull(kind, "kind is missing");
    Objects.requireNonNull(status, "status is missing");
    Objects.requireNonNull(tier, "tier is missing");
    Objects.requireNonNull(content, "content is missing");
    Objects.requireNonNull(times, "times is missing");
    Objects.requireNonNull(source, "source is missing");
  }

  /** One that answers for itself. */
  public Memory(
      UUID memoryId,
      String tenant,
      String user,
      MemoryKind kind,
      MemoryStatus status,
      Tier tier,
      long version,
      Content content,
      Times times,
      Source source,
      @Nullable Embedding embedding) {
    this(
        memoryId, tenant, user, kind, status, tier, version, content, times, source, embedding,
        null);
  }

  @JsonIgnore
  public Subject subject() {
    return new Subject(tenant, user);
  }

  /** Who may know it. */
  @JsonIgnore
  public MemoryScope scope() {
    return MemoryScope.of(subject());
  }

  /** The same memory with its vector. */
  public Memory with(Embedding vector) {
    return with(times, vector);
  }

  /** The same memory without its vector. */
  public Memory withoutVector() {
    return with(times, null);
  }

  /** As if it had happened at another time. */
  public Memory occurredAt(Instant when) {
    return with(new Times(when, times.createdAt(), times.updatedAt()), embedding);
  }

  private Memory with(Times when, @Nullable Embedding vector) {
    return new Memory(
        memoryId,
        tenant,
        user,
        kind,
        status,
        tier,
        version,
        content,
        when,
        source,
        vector,
        absorbedBy);
  }

  /** The next version of this memory in another tier. */
  public Memory movedTo(Tier to, Instant at) {
    return new Memory(
        memoryId,
        tenant,
        user,
        kind,
        status,
        to,
        version + 1,
        content,
        new Times(times.occurredAt(), times.createdAt(), at),
        source,
        embedding,
        absorbedBy);
  }

  /** The next version of this memory, archived: another says the same and answers for it. */
  public Memory absorbedBy(UUID keep, Instant at) {
    return new Memory(
        memoryId,
        tenant,
        user,
        kind,
        MemoryStatus.ARCHIVED,
        tier == Tier.COLD ? Tier.HOT : tier,
        version + 1,
        content,
        new Times(times.occurredAt(), times.createdAt(), at),
        source,
        null,
        keep);
  }

  /**
   * What is remembered.
   *
   * @param text the words
   * @param caption what an attached picture shows
   * @param speaker who said it, by name
   * @param role who said it, by role
   * @param conversation the conversation it is a turn of
   * @param turn its place in that conversation, from 0
   * @param metadata the application's own data
   * @param entities names that rules found in the text
   * @param dates calendar days the text names, resolved against the time it was said
   */
  public record Content(
      String text,
      @Nullable String caption,
      @Nullable String speaker,
      @Nullable Role role,
      @Nullable String conversation,
      @Nullable Integer turn,
      Map<String, Object> metadata,
      List<String> entities,
      List<LocalDate> dates) {
    public Content {
      Objects.requireNonNull(text, "content.text is missing");
      metadata = Objects.requireNonNullElse(metadata, Map.of());
      entities = Objects.requireNonNullElse(entities, List.of());
      dates = Objects.requireNonNullElse(dates, List.of());
    }
  }

  /**
   * When.
   *
   * @param occurredAt when it happened in the client's world
   * @param createdAt when the gateway accepted the event
   * @param updatedAt when the last change was decided
   */
  public record Times(Instant occurredAt, Instant createdAt, Instant updatedAt) {
    public Times {
      Objects.requireNonNull(occurredAt, "times.occurred_at is missing");
      Objects.requireNonNull(createdAt, "times.created_at is missing");
      Objects.requireNonNull(updatedAt, "times.updated_at is missing");
    }
  }

  /**
   * The event a memory came from.
   *
   * @param eventId its id
   * @param ordinal which of the event's memories this is, from 0
   * @param partition of the events topic
   * @param offset of the event in it
   */
  public record Source(UUID eventId, int ordinal, int partition, long offset) {
    public Source {
      Objects.requireNonNull(eventId, "source.event_id is missing");
    }
  }
}
