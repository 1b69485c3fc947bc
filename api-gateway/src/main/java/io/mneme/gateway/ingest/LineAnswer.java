package io.mneme.gateway.ingest;

import io.mneme.platform.http.Problem;
import io.mneme.schemas.Position;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one line of NDJSON.
 *
 * @param line which one, counted from 1
 * @param status 202, or the problem's
 * @param eventId of an accepted event
 * @param position of an accepted event that is in the log
 * @param queued {@code bulk} of an accepted event that waits to be fed into the log
 * @param problem of another one
 */
record LineAnswer(
    long line,
    int status,
    @Nullable UUID eventId,
    @Nullable Position position,
    @Nullable String queued,
    @Nullable Problem problem) {

  static LineAnswer of(long line, Answer answer) {
    return switch (answer) {
      case Answer.Accepted(Receipt receipt) ->
          new LineAnswer(
              line, answer.status(), receipt.eventId(), receipt.position(), receipt.queued(), null);
      case Answer.Rejected(Problem problem) ->
          new LineAnswer(line, answer.status(), null, null, null, problem);
      case Answer.Unavailable(Problem problem) ->
          new LineAnswer(line, answer.status(), null, null, null, problem);
    };
  }
}
