package io.mneme.reader.tail;

import io.mneme.platform.Outage;
import io.mneme.reader.database.Databases;
import io.mneme.schemas.Subject;
import java.util.Map;
import java.util.Optional;

/**
 * Tails of conversations. What is applied is asked before anything derived is read, so that a turn
 * that is derived meanwhile is seen twice and never missed.
 */
public final class Tails {
  private final Databases store;
  private final EventTail log;

  public Tails(Databases store, EventTail log) {
    this.store = store;
    this.log = log;
  }

  /**
   * Where a tail begins.
   *
   * @param applied next offset to apply, per partition; empty when nobody knows
   */
  public record Beginning(Optional<Map<Integer, Long>> applied) {}

  /** From here on. */
  public Beginning begin() {
    try {
      return new Beginning(Optional.of(store.progress()));
    } catch (Outage e) {
      return new Beginning(Optional.empty());
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
