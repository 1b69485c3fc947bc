package io.mneme.gateway.ingest;

import io.mneme.platform.http.Problem;
import io.mneme.schemas.Position;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of each item of an array, in its order.
 *
 * @param accepted how many are in the log
 * @param rejected how many are not
 * @param items one answer an item
 */
@Schema(description = "What became of each item of an array, in its order")
public record BatchAnswer(
    @Schema(description = "how many are in the log") int accepted,
    @Schema(description = "how many are not") int rejected,
    List<Item> items) {
  private static final int ACCEPTED = 202;
  private static final int MIXED = 207;
  private static final int UNAVAILABLE = 503;

  static BatchAnswer of(List<Answer> answers) {
    List<Item> items = answers.stream().map(Item::of).toList();
    int accepted = (int) items.stream().filter(item -> item.status() == ACCEPTED).count();
    return new BatchAnswer(accepted, items.size() - accepted, items);
  }

  /** 202 if all are in the log, 207 if some are; else 503 if Kafka was away, 400 if it was not. */
  int httpStatus() {
    if (rejected == 0) {
      return ACCEPTED;
    }
    if (accepted > 0) {
      return MIXED;
    }
    return items.stream().anyMatch(item -> item.status() == UNAVAILABLE) ? UNAVAILABLE : 400;
  }

  /** When to come back, if an item met an outage. */
  Map<String, String> retryHeaders() {
    return items.stream()
        .filter(item -> item.status() == UNAVAILABLE)
        .map(Item::problem)
        .filter(Objects::nonNull)
        .findFirst()
        .map(Problem::headers)
        .orElse(Map.of());
  }

  /**
   * The answer to one item.
   *
   * @param status 202, or the problem's
   * @param queued {@code bulk} where it waits to be fed into the log
   */
  public record Item(
      @Schema(description = "202, or the problem's") int status,
      @Nullable UUID eventId,
      @Schema(type = "string", example = "3:1042") @Nullable Position position,
      @Schema(type = "string", allowableValues = "bulk") @Nullable String queued,
      @Nullable Problem problem) {

    static Item of(Answer answer) {
      return switch (answer) {
        case Answer.Accepted(Receipt receipt) ->
            new Item(
                answer.status(), receipt.eventId(), receipt.position(), receipt.queued(), null);
        case Answer.Rejected(Problem problem) ->
            new Item(answer.status(), null, null, null, problem);
        case Answer.Unavailable(Problem problem) ->
            new Item(answer.status(), null, null, null, problem);
      };
    }
  }
}
