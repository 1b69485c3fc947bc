package io.mneme.gateway.ingest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers to the latest events that came with an idempotency key: the same request sent again
 * gets the same answer, without a second record in the log. A gateway that does not remember sends
 * it again, which has no second effect either.
 */
final class RecentKeys {
  static final int KEYS_MAX = 10_000;

  private final Map<UUID, CompletableFuture<Answer>> answers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, CompletableFuture<Answer>> eldest) {
          return size() > KEYS_MAX;
        }
      };

  /** The answer on its way or given already; else that of the sending, remembered if accepted. */
  CompletableFuture<Answer> once(UUID eventId, Supplier<CompletableFuture<Answer>> sending) {
    CompletableFuture<Answer> mine = new CompletableFuture<>();
    synchronized (answers) {
      CompletableFuture<Answer> known = answers.putIfAbsent(eventId, mine);
      if (known != null) {
        return known;
      }
    }
    try {
      var _ =
          sending.get().whenComplete((answer, failure) -> settle(eventId, mine, answer, failure));
    } catch (RuntimeException e) {
      settle(eventId, mine, null, e);
    }
    return mine;
  }

  private void settle(
      UUID eventId,
      CompletableFuture<Answer> mine,
      @Nullable Answer answer,
      @Nullable Throwable failure) {
    if (!(answer instanceof Answer.Accepted)) {
      synchronized (answers) {
        answers.remove(eventId, mine);
      }
    }
    if (answer != null) {
      mine.complete(answer);
    } else {
      mine.completeExceptionally(
          failure == null ? new IllegalStateException("no answer") : failure);
    }
  }
}
