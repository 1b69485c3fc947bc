package io.mneme.platform.http;

import io.micronaut.http.HttpRequest;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * One id for the whole path of a request: the caller's, if it is a decent one, else a new UUIDv7.
 */
public final class Correlation {
  /** Where logs carry it. */
  public static final String MDC_KEY = "correlation_id";

  static final String ATTRIBUTE = "mneme.correlation-id";
  private static final Pattern DECENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final InstantSource clock;
  private final RandomGenerator random;

  public Correlation(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** The id of a request that this service is answering; empty before it has one. */
  public static String of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, String.class).orElse("");
  }

  String accept(String presented) {
    return DECENT.matcher(presented).matches() ? presented : version7().toString();
  }

  private UUID version7() {
    return TimeIds.version7(clock.instant(), random);
  }
}
