package io.mneme.reader.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.storage.redis.RedisConfig;
import java.time.Duration;

/**
 * Where Redis is.
 *
 * @param url {@code redis://host:port[/database]}
 * @param commandMax how long an answer may take before a request goes on without
 */
@ConfigurationProperties("mneme.redis")
public record RedisSettings(String url, Duration commandMax) {

  public RedisSettings {
    if (!url.startsWith("redis://") && !url.startsWith("rediss://")) {
      throw new IllegalArgumentException("mneme.redis.url must begin with redis:// or rediss://");
    }
  }

  /** What storage reads of it. */
  public RedisConfig config() {
    return new RedisConfig(url, commandMax);
  }

  /** Never shows the address, which may hold a password. */
  @Override
  public String toString() {
    return "RedisSettings[at most " + commandMax + "]";
  }
}
