package io.mneme.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpStatus;
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
    return Problem.of(
        500,
        "internal-error",
        "Something is wrong here, not with the request. It has been logged.");
  }

  /** The problem a bare HTTP status is. */
  static Problem of(HttpStatus status, String detail) {
    return switch (status) {
      case NOT_FOUND -> Problem.of(404, "not-found", "There is nothing at this path.");
      case METHOD_NOT_ALLOWED ->
          Problem.of(405, "method-not-allowed", "This path does not take this method.");
      case REQUEST_ENTITY_TOO_LARGE -> tooLarge();
      case UNSUPPORTED_MEDIA_TYPE ->
          Problem.of(415, "unsupported-media-type", "This path does not take this content type.");
      default -> Problem.of(status.getCode(), slug(status), detail);
    };
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
          case HttpStatusException e -> of(e.getStatus(), String.valueOf(e.getMessage()));
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

  private static String slug(HttpStatus status) {
    return status.getReason().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
  }
}
