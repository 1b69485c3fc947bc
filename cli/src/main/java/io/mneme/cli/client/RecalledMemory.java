package io.mneme.cli.client;

import io.mneme.schemas.memory.MemoryScope;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A memory as the HTTP API tells of it. Fields a listing does not have are empty.
 *
 * @param memoryId its id
 * @param text what is remembered
 * @param tier where it lies
 * @param scope who may know it
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
    @Nullable MemoryScope scope,
    @Nullable Double score,
    @Nullable List<Why> why,
    @Nullable String conversation,
    @Nullable Integer turn,
    @Nullable String speaker,
    @Nullable String role,
    @Nullable Instant occurredAt,
    @Nullable Map<String, Object> metadata,
    @Nullable UUID eventId) {
  /** More would crowd out the text; the API tells all. */
  private static final int REASONS_SHOWN = 2;

  /**
   * One reason.
   *
   * @param source {@code tokens}, {@code words}, ...
   * @param part what it added to the score
   */
  public record Why(String source, double part) {}

  /** The names of what spoke for it most, joined by plus signs, the strongest first. */
  public String sources() {
    List<Why> reasons = why;
    return reasons == null
        ? ""
        : reasons.stream()
            .sorted(Comparator.comparingDouble(Why::part).reversed())
            .limit(REASONS_SHOWN)
            .map(Why::source)
            .collect(Collectors.joining("+"));
  }

  /** The application's own value under this name, empty where there is none. */
  public String metadata(String name) {
    Map<String, Object> values = metadata;
    Object value = values == null ? null : values.get(name);
    return value == null ? "" : value.toString();
  }
}
