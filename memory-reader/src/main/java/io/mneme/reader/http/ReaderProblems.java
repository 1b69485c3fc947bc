package io.mneme.reader.http;

import io.mneme.platform.http.Problem;
import io.mneme.platform.http.ProblemMapping;
import io.mneme.reader.recall.Degradation;
import io.mneme.reader.recall.NothingAnswers;
import io.mneme.reader.recall.TooMuchChanged;
import io.mneme.schemas.Headers;
import java.time.Duration;
import java.util.Optional;

/** The reader's own failures on the wire. */
public final class ReaderProblems implements ProblemMapping {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @Override
  public Optional<Problem> problemOf(Throwable failure) {
    return switch (failure) {
      case NothingAnswers _ ->
          Optional.of(
              Problem.unavailable("Memory is temporarily unavailable.", RETRY_AFTER)
                  .withHeader(Headers.DEGRADATION, Degradation.Level.L4.name()));
      case TooMuchChanged much ->
          Optional.of(
              Problem.ofField(
                  400, "invalid-value", "/as_of", "\"as_of\": " + much.getMessage() + "."));
      default -> Optional.empty();
    };
  }
}
