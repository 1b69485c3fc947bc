package io.mneme.writer.config;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * Where Redis is.
 *
 * @param url {@code redis://host:port[/database]}
 */
@ConfigurationProperties("mneme.redis")
public record RedisSettings(String url) {

  public RedisSettings {
    if (!url.startsWith("redis://") && !url.startsWith("rediss://")) {
      throw new IllegalArgumentException(
          "mneme.redis.url must begin with redis:// or rediss://, not \"" + url + "\"");
    }
  }
}
