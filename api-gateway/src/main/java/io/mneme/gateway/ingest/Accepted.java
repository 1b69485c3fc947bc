package io.mneme.gateway.ingest;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.mneme.platform.http.Problem;
import io.mneme.platform.http.ProblemException;
import io.mneme.schemas.Headers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The HTTP form of one item's answer. */
final class Accepted {
  private Accepted() {}

  /**
   * 202 with the receipt.
   *
   * @throws ProblemException what became of an item that is not in the log
   */
  static HttpResponse<Receipt> response(Answer answer) {
    return response(receipt(answer));
  }

  /**
   * The receipt of an item that is in the log.
   *
   * @throws ProblemException what became of one that is not
   */
  static Receipt receipt(Answer answer) {
    return switch (answer) {
      case Answer.Accepted(Receipt receipt) -> receipt;
      case Answer.Rejected(Problem problem) -> throw new ProblemException(problem);
      case Answer.Unavailable(Problem problem) -> throw new ProblemException(problem);
    };
  }

  static HttpResponse<Receipt> response(Receipt receipt) {
    MutableHttpResponse<Receipt> response =
        HttpResponse.<Receipt>status(HttpStatus.ACCEPTED).body(receipt);
    if (receipt.position() != null) {
      response.header(Headers.POSITION, receipt.position().toString());
    }
    return response;
  }

  static Answer join(CompletableFuture<Answer> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("an item failed", e.getCause());
    }
  }
}
