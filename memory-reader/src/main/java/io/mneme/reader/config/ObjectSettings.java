package io.mneme.reader.config;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * Where cold memories lie.
 *
 * @param url {@code file:///folder} or {@code s3://bucket}
 */
@ConfigurationProperties("mneme.objects")
public record ObjectSettings(String url) {}
