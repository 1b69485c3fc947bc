package io.mneme.writer.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.platform.ConfigurationProblem;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.cold.ObjectStores;
import io.mneme.storage.cold.S3Account;

/**
 * Where the contents of cold memories lie: a correction or a repeated announcement needs them.
 *
 * @param url {@code file:///folder} or {@code s3://bucket}
 */
@ConfigurationProperties("mneme.objects")
public record ObjectSettings(String url) {

  /** Opens the store; no connection is made before its first use. */
  public ObjectStore open(S3Settings s3) {
    try {
      return ObjectStores.open(
          url, S3Account.of(s3.endpoint(), s3.region(), s3.accessKey(), s3.secretKey()));
    } catch (IllegalArgumentException impossible) {
      throw new ConfigurationProblem(String.valueOf(impossible.getMessage()));
    }
  }
}
