package io.mneme.reader.config;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * Where Redis is.
 *
 * @param url {@code redis://host:port[/database]}
 */
@ConfigurationProperties("mneme.redis")
public record RedisSettings(String url) {}
