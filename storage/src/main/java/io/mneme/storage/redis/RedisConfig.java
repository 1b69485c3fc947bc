package io.mneme.storage.redis;

import java.time.Duration;

/**
 * How a service reaches Redis.
 *
 * @param url {@code redis://host:port[/database]}
 * @param commandTimeout how long an answer may take before it is an outage
 */
public record RedisConfig(String url, Duration commandTimeout) {
  public static final Duration COMMAND_TIMEOUT_DEFAULT = Duration.ofMillis(100);

  public RedisConfig {
    if (!commandTimeout.isPositive()) {
      throw new IllegalArgumentException("commandTimeout must be positive");
    }
  }

  /** With the default timeout. */
  public static RedisConfig of(String url) {
    return new RedisConfig(url, COMMAND_TIMEOUT_DEFAULT);
  }
}
