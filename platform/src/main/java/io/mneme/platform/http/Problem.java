package io.mneme.platform.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a request, as RFC 9457 writes it.
 *
 * @param type {@code urn:mneme:problem:<slug>}; the slug is public API
 * @param title the same for every problem of this type
 * @param status the HTTP status
 * @param detail this occurrence, in one sentence that says what to do
 * @param instance the path of the request
 * @param correlationId the request's id, to be quoted to an operator
 * @param errors the fields at fault, if any
 * @param currentEtag of a failed precondition: the ETag of what is there, if anything is
 * @param headers what the response carries besides
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String instance,
    @Nullable String correlationId,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
    @Nullable String currentEtag,
    @JsonIgnore Map<String, String> headers) {
  public static final String MEDIA_TYPE = "application/problem+json";
  public static final String RETRY_AFTER = "Retry-After";

  private static final String TYPE_PREFIX = "urn:mneme:problem:";

  public Problem {
    errors = List.copyOf(errors);
    headers = Map.copyOf(headers);
  }

  /** A problem of a type; the slug's words are its title. */
  public static Problem of(int status, String slug, String detail) {
    return new Problem(
        TYPE_PREFIX + slug, title(slug), status, detail, null, null, List.of(), null, Map.of());
  }

  /** A problem with one field of the request. */
  public static Problem ofField(int status, String slug, String pointer, String detail) {
    return of(status, slug, detail).with(FieldError.at(pointer, detail));
  }

  /** Something is down for now: 503, come back after this long. */
  public static Problem unavailable(String detail, Duration retryAfter) {
    return of(503, "temporarily-unavailable", detail)
        .withHeader(RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
  }

  /** The same with another field at fault. */
  public Problem with(FieldError error) {
    List<FieldError> more = new java.util.ArrayList<>(errors);
    more.add(error);
    return new Problem(
        type, title, status, detail, instance, correlationId, more, currentEtag, headers);
  }

  /** The same, of a thing that is at this ETag. */
  public Problem at(String etag) {
    return new Problem(type, title, status, detail, instance, correlationId, errors, etag, headers);
  }

  /** The same with a response header. */
  public Problem withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(
        type, title, status, detail, instance, correlationId, errors, currentEtag, more);
  }

  /** The same, of this request. */
  public Problem in(String path, @Nullable String correlation) {
    return new Problem(
        type, title, status, detail, path, correlation, errors, currentEtag, headers);
  }

  private static String title(String slug) {
    String words = slug.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /**
   * A field at fault.
   *
   * @param pointer where it is, a JSON Pointer (RFC 6901)
   * @param field its name
   * @param detail what is wrong with it
   */
  public record FieldError(String pointer, String field, String detail) {
    static FieldError at(String pointer, String detail) {
      String list = pointer.replaceFirst("(?<=.)(/[0-9]+)+$", ""); // its place is in the pointer
      String last = list.substring(list.lastIndexOf('/') + 1);
      return new FieldError(pointer, last.replace("~1", "/").replace("~0", "~"), detail);
    }
  }
}
