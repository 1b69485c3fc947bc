package io.mneme.writer.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.storage.redis.RedisConfig;
import java.time.Duration;

/**
 * Where Redis is.
 *
 * @param url {@code redis://host:port[/database]}
 * @param commandMax how long an answer may take before the batch goes on without it
 */
@ConfigurationProperties("mneme.redis")
public record RedisSettings(String url, Duration commandMax) {

  public RedisSettings {
    if (!url.startsWith("redis://") && !url.startsWith("rediss://")) {
      throw new IllegalArgumentException(
          "mneme.redis.url must begin with redis:// or rediss://, not \"" + url + "\"");
    }
    if (!commandMax.isPositive()) {
      throw new IllegalArgumentException("mneme.redis.command-max must be above zero");
    }
  }

  /** What storage reads of it. */
  public RedisConfig config() {
    return new RedisConfig(url, commandMax);
  }
}
