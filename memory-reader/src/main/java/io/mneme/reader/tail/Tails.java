package io.mneme.reader.tail;

import io.mneme.platform.Outage;
import io.mneme.reader.database.Databases;
import io.mneme.schemas.Subject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tails of conversations. What is applied is asked before anything derived is read, so that a turn
 * that is derived meanwhile is seen twice and never missed.
 */
public final class Tails {
  /** Nobody's answer waits longer to learn what is applied. */
  static final Duration BEGIN_MAX = Duration.ofMillis(200);

  private final Databases store;
  private final EventTail log;

  public Tails(Databases store, EventTail log) {
    this.store = store;
    this.log = log;
  }

  /**
   * Where a tail begins.
   *
   * @param applied next offset to apply, per partition; empty when nobody says so in time
   */
  public record Beginning(Optional<Map<Integer, Long>> applied) {

    /** Whether there can be a tail. */
    public boolean isKnown() {
      return applied.isPresent();
    }
  }

  /** From here on. */
  public Beginning begin() {
    FutureTask<Map<Integer, Long>> asked = new FutureTask<>(store::progress);
    Thread.ofVirtual().name("tail progress").start(asked);
    try {
      return new Beginning(Optional.of(asked.get(BEGIN_MAX.toMillis(), TimeUnit.MILLISECONDS)));
    } catch (TimeoutException e) {
      return new Beginning(Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Beginning(Optional.empty());
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case Outage _ -> new Beginning(Optional.empty());
        case RuntimeException defect -> throw defect;
        case null, default -> throw new IllegalStateException("progress failed oddly", e);
      };
    }
  }

  /** What was said since and is not derived. */
  public Tail since(Beginning beginning, Subject subject, String conversation) {
    if (beginning.applied().isEmpty()) {
      return Tail.unread();
    }
    try {
      EventTail.Stretch stretch = log.after(subject, beginning.applied().get());
      return new Tail(
          stretch.whole() ? Tail.Extent.WHOLE : Tail.Extent.CUT,
          Underived.turns(stretch.events(), conversation));
    } catch (Outage e) {
      return Tail.unread();
    }
  }
}
