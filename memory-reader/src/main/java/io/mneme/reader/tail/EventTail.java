package io.mneme.reader.tail;

import io.mneme.platform.Outage;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import java.util.List;
import java.util.Map;

/** The last events of a subject in the log. */
public interface EventTail {

  /**
   * Those behind what is applied.
   *
   * @param applied next offset to apply, per partition
   * @throws Outage when the log does not answer in time
   */
  Stretch after(Subject subject, Map<Integer, Long> applied) throws Outage;

  /**
   * Events in their order.
   *
   * @param whole whether those are all
   */
  record Stretch(List<Told> events, boolean whole) {}

  /** An event and where it stands. */
  record Told(Event event, Position position) {}
}
