package io.mneme.reader.config;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * Where the bucket is, when cold memories lie in one. Blank is the provider's default.
 *
 * @param endpoint of a store that is not the provider's own
 * @param accessKey who asks
 * @param secretKey proof of it
 * @param region where
 */
@ConfigurationProperties("mneme.s3")
public record S3Settings(String endpoint, String accessKey, String secretKey, String region) {

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "S3Settings[" + endpoint + " in " + region + "]";
  }
}
