package io.mneme.reader.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.platform.Breaker;
import java.time.Duration;

/**
 * How long what failed is not asked.
 *
 * @param postgresOpenFor the database
 * @param redisOpenFor the cache
 * @param embedderOpenFor the model, in process or at an endpoint
 */
@ConfigurationProperties("mneme.breaker")
public record BreakerSettings(
    Duration postgresOpenFor, Duration redisOpenFor, Duration embedderOpenFor) {
  private static final Breaker.Rule REDIS = new Breaker.Rule("redis", 3, 3, Duration.ofSeconds(5));

  public BreakerSettings {
    positive("postgres-open-for", postgresOpenFor);
    positive("redis-open-for", redisOpenFor);
    positive("embedder-open-for", embedderOpenFor);
  }

  /** For the database. */
  public Breaker.Rule postgres() {
    return Breaker.Rule.VECTOR_STORE.openFor(postgresOpenFor);
  }

  /** For the cache. */
  public Breaker.Rule redis() {
    return REDIS.openFor(redisOpenFor);
  }

  /** For the model. */
  public Breaker.Rule embedder() {
    return Breaker.Rule.EMBEDDING.openFor(embedderOpenFor);
  }

  private static void positive(String key, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("mneme.breaker." + key + " must be above zero");
    }
  }
}
