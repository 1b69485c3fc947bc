package io.mneme.cli.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A memory as the HTTP API tells of it. Fields a listing does not have are empty.
 *
 * @param memoryId its id
 * @param text what is remembered
 * @param tier where it lies
 * @param score how well it fits the question
 * @param why which sources found it
 * @param conversation where it was said
 * @param turn its place in that conversation, from 0
 * @param speaker who said it
 * @param role in which role
 * @param occurredAt when
 * @param metadata the application's own data
 * @param eventId the event it came from
 */
public record RecalledMemory(
    UUID memoryId,
    String text,
    String tier,
    @Nullable Double score,
    @Nullable List<Why> why,
    @Nullable String conversation,
    @Nullable Integer turn,
    @Nullable String speaker,
    @Nullable String role,
    @Nullable Instant occurredAt,
    @Nullable Map<String, Object> metadata,
    @Nullable UUID eventId) {

  /**
   * One reason.
   *
   * @param source {@code vector}, {@code words}, ...
   */
  public record Why(String source, @Nullable Integer rank, @Nullable Double score) {}

  /** The names of what found it, joined by plus signs. */
  public String sources() {
    List<Why> reasons = why;
    return reasons == null ? "" : String.join("+", reasons.stream().map(Why::source).toList());
  }

  /** The application's own value under this name, empty where there is none. */
  public String metadata(String name) {
    Map<String, Object> values = metadata;
    Object value = values == null ? null : values.get(name);
    return value == null ? "" : value.toString();
  }
}
