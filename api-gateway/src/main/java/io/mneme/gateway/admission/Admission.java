package io.mneme.gateway.admission;

import io.mneme.platform.http.Problem;
import io.mneme.schemas.event.Event;

/** Whether an event may enter the log. */
public sealed interface Admission {

  /** It may, and this is how it is written. */
  record Admitted(Event event) implements Admission {}

  /** It may not, and this is why. */
  record Refused(Problem problem) implements Admission {}
}
