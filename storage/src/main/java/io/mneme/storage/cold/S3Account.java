package io.mneme.storage.cold;

import java.net.URI;
import java.util.Optional;

/**
 * Who speaks to S3, and where it is.
 *
 * @param endpoint of a server other than Amazon's
 * @param region needed for signatures even where there is only one
 */
public record S3Account(Optional<URI> endpoint, String region, String accessKey, String secretKey) {
  public static final String REGION_DEFAULT = "us-east-1";

  /** From configuration, where blank is absent; empty where there is no access key. */
  public static Optional<S3Account> of(
      String endpoint, String region, String accessKey, String secretKey) {
    if (accessKey.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new S3Account(
            endpoint.isBlank() ? Optional.empty() : Optional.of(URI.create(endpoint)),
            region.isBlank() ? REGION_DEFAULT : region,
            accessKey,
            secretKey));
  }

  @Override
  public String toString() {
    return "S3Account[" + accessKey + " at " + endpoint.map(URI::toString).orElse(region) + "]";
  }
}
