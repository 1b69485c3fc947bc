package io.mneme.platform.http;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every failed request, of whatever route or of none, with a {@link Problem}. */
@Controller
@Singleton
@Primary
final class ProblemController implements ErrorResponseProcessor<Problem> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemController.class);
  private static final MediaType PROBLEM = MediaType.of(Problem.MEDIA_TYPE);
  private static final int SERVER_ERROR = 500;

  private final Problems problems;

  ProblemController(Problems problems) {
    this.problems = problems;
  }

  @Error(global = true)
  HttpResponse<Problem> failed(HttpRequest<?> request, Throwable failure) {
    Problem problem = problems.of(failure);
    if (problem.status() == SERVER_ERROR) {
      LOG.error("{} {} failed", request.getMethodName(), request.getPath(), failure);
    }
    return write(problem, request, HttpResponse.status(HttpStatus.valueOf(problem.status())));
  }

  /** What the server itself refuses before there is a route. */
  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    Problem problem =
        context
            .getRootCause()
            .map(problems::of)
            .filter(known -> known.status() != SERVER_ERROR)
            .orElseGet(() -> Problems.ofStatus(response.code(), message(context, response)));
    return write(problem, context.getRequest(), response.status(problem.status()));
  }

  private static String message(ErrorContext context, MutableHttpResponse<?> response) {
    return context.getErrors().stream()
        .findFirst()
        .map(io.micronaut.http.server.exceptions.response.Error::getMessage)
        .orElse(response.reason());
  }

  private static MutableHttpResponse<Problem> write(
      Problem problem, HttpRequest<?> request, MutableHttpResponse<?> response) {
    problem.headers().forEach(response::header);
    return response
        .contentType(PROBLEM)
        .body(problem.in(request.getPath(), Correlation.of(request)));
  }
}
