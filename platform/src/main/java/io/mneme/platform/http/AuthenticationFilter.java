package io.mneme.platform.http;

import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.mneme.platform.keys.KeyDirectory;
import io.mneme.schemas.key.ApiKey;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request in only with a good API key, presented as {@code Authorization: Bearer KEY} or
 * {@code X-API-Key: KEY}. What needs none is listed here; everything else does.
 */
@Context // a fault in it must stop startup, not the first request
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AuthenticationFilter {
  private static final Set<String> OPEN = Set.of("/health", "/metrics", "/openapi.yaml", "/docs");
  private static final int AFTER_CORRELATION = -10_000;
  private static final String BEARER = "Bearer ";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final @Nullable KeyDirectory keys;

  AuthenticationFilter(@Nullable KeyDirectory keys) {
    this.keys = keys;
  }

  @RequestFilter
  @Order(AFTER_CORRELATION)
  void authenticate(HttpRequest<?> request) {
    if (!isOpen(request.getPath())) {
      request.setAttribute(CallerBinder.ATTRIBUTE, caller(request));
    }
  }

  private Caller caller(HttpRequest<?> request) {
    String presented =
        presented(request)
            .orElseThrow(() ->
                refuse(
                    "missing-credential",
                    "Send an API key as \"Authorization: Bearer KEY\" or \"X-API-Key: KEY\"."));
    if (keys == null) {
      throw refuse("unknown-credential", "This service takes no API keys.");
    }
    Optional<ApiKey> key = keys.verify(presented);
    if (key.isEmpty() && !keys.isComplete()) {
      throw new ProblemException(
          Problem.unavailable("The API keys are still being read; try again.", RETRY_AFTER));
    }
    return key.map(known -> new Caller(known.tenant(), known.keyId(), Set.copyOf(known.scopes())))
        .orElseThrow(
            () -> refuse("unknown-credential", "The API key is not known, not whole, or revoked."));
  }

  private static Optional<String> presented(HttpRequest<?> request) {
    Optional<String> authorization =
        Optional.ofNullable(request.getHeaders().get("Authorization"))
            .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(value -> value.substring(BEARER.length()).strip());
    return authorization.or(() -> Optional.ofNullable(request.getHeaders().get("X-API-Key")));
  }

  private static boolean isOpen(String path) {
    int end = path.indexOf('/', 1);
    return OPEN.contains(end < 0 ? path : path.substring(0, end));
  }

  private static ProblemException refuse(String slug, String detail) {
    return new ProblemException(
        Problem.of(401, slug, detail).withHeader("WWW-Authenticate", "Bearer realm=\"mneme\""));
  }
}
