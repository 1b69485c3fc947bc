package io.mneme.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.server.exceptions.NotAllowedException;
import io.micronaut.http.server.exceptions.UnsupportedMediaException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import io.mneme.platform.Outage;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The one place where a failure becomes a {@link Problem}. What it does not know is a defect: 500,
 * and the caller learns nothing but the correlation id.
 */
public final class Problems {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final int CAUSES_MAX = 8;

  private final List<ProblemMapping> mappings;

  public Problems(List<ProblemMapping> mappings) {
    this.mappings = List.copyOf(mappings);
  }

  /** The problem a failure is. */
  public Problem of(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < CAUSES_MAX && cause != null; i++, cause = cause.getCause()) {
      Optional<Problem> problem = known(cause);
      if (problem.isPresent()) {
        return problem.get();
      }
    }
    return internal();
  }

  /** The problem a bare HTTP status is; of a server's own failure nothing is told. */
  static Problem ofStatus(int status, String detail) {
    return switch (status) {
      case 404 -> Problem.of(404, "not-found", "There is nothing at this path.");
      case 405 -> Problem.of(405, "method-not-allowed", "This path does not take this method.");
      case 413 -> tooLarge();
      case 415 ->
          Problem.of(415, "unsupported-media-type", "This path does not take this content type.");
      case 500 -> internal();
      default -> Problem.of(status, "http-" + status, detail);
    };
  }

  private static Problem internal() {
    return Problem.of(
        500,
        "internal-error",
        "Something is wrong here, not with the request. It has been logged.");
  }

  private Optional<Problem> known(Throwable failure) {
    for (ProblemMapping mapping : mappings) {
      Optional<Problem> problem = mapping.problemOf(failure);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.ofNullable(
        switch (failure) {
          case ProblemException e -> e.problem();
          case Outage e ->
              Problem.unavailable(e.dependency() + " does not answer; try again.", RETRY_AFTER);
          case JsonProcessingException e -> JsonProblems.of(e);
          case ContentLengthExceededException _ -> tooLarge();
          case BufferLengthExceededException _ -> tooLarge();
          case UnsupportedMediaException e -> unsupportedMedia(e);
          case NotAllowedException e -> notAllowed(e);
          case HttpStatusException e ->
              ofStatus(e.getStatus().getCode(), String.valueOf(e.getMessage()));
          case UnsatisfiedRouteException e -> missing(e);
          case URISyntaxException _ ->
              Problem.of(400, "invalid-path", "The request's path is not a valid URI.");
          case ConversionErrorException e when !(e.getCause() instanceof JsonProcessingException) ->
              unreadable(e);
          default -> null;
        });
  }

  private static Problem tooLarge() {
    return Problem.of(
        413, "too-large", "The body is larger than this path takes; send less at a time.");
  }

  private static Problem unsupportedMedia(UnsupportedMediaException e) {
    return Problem.of(
        415,
        "unsupported-media-type",
        "Content type "
            + e.getContentType()
            + " is not taken here; send "
            + String.join(" or ", e.getAcceptableContentTypes())
            + ".");
  }

  private static Problem notAllowed(NotAllowedException e) {
    String allowed = String.join(", ", e.getAllowedMethods().stream().sorted().toList());
    return Problem.of(
            405,
            "method-not-allowed",
            e.getRequestMethod() + " is not taken here; allowed are: " + allowed + ".")
        .withHeader("Allow", allowed);
  }

  private static Problem missing(UnsatisfiedRouteException e) {
    String name = e.getArgument().getName();
    return name.equals("body")
        ? Problem.of(400, "missing-body", "The request has no body; send a JSON object.")
        : Problem.ofField(
            400, "missing-parameter", "/" + name, "Parameter \"" + name + "\" is required.");
  }

  private static Problem unreadable(ConversionErrorException e) {
    String name = e.getArgument().getName();
    return Problem.ofField(
        400, "invalid-parameter", "/" + name, "Parameter \"" + name + "\" cannot be read.");
  }
}
