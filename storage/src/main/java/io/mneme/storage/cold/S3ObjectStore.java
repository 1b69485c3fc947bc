package io.mneme.storage.cold;

import io.mneme.storage.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Objects in a bucket of S3 or of anything that speaks it. The client is made at the first use: it
 * loads a thousand classes that a service which never meets a cold memory does not need.
 */
public final class S3ObjectStore implements ObjectStore {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

  private final S3Account account;
  private final String bucket;
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable S3Client client;

  public S3ObjectStore(S3Account account, String bucket) {
    this.account = account;
    this.bucket = bucket;
  }

  @Override
  public void put(String key, byte[] bytes) {
    ask(
        "written",
        key,
        s3 -> s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(bytes)));
  }

  @Override
  public Optional<byte[]> get(String key) {
    return ask(
        "read",
        key,
        s3 -> {
          try {
            return Optional.of(
                s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArrayUnsafe());
          } catch (NoSuchKeyException _) {
            return Optional.empty();
          }
        });
  }

  @Override
  public void delete(String key) {
    ask("deleted", key, s3 -> s3.deleteObject(r -> r.bucket(bucket).key(key)));
  }

  @Override
  public boolean exists(String key) {
    return ask(
        "looked for",
        key,
        s3 -> {
          try {
            s3.headObject(r -> r.bucket(bucket).key(key));
            return true;
          } catch (NoSuchKeyException _) {
            return false;
          }
        });
  }

  @Override
  public void check() {
    ask("found", bucket, s3 -> s3.headBucket(r -> r.bucket(bucket)));
  }

  @Override
  public void close() {
    S3Client made = client;
    if (made != null) {
      made.close();
    }
  }

  private <T> T ask(String done, String key, Function<S3Client, T> request) {
    try {
      return request.apply(client());
    } catch (SdkException e) {
      throw new StoreUnavailable("object " + key + " cannot be " + done + ": " + e.getMessage(), e);
    }
  }

  private S3Client client() {
    S3Client made = client;
    if (made != null) {
      return made;
    }
    making.lock();
    try {
      if (client == null) {
        client = make();
      }
      return client;
    } finally {
      making.unlock();
    }
  }

  private S3Client make() {
    var builder =
        S3Client.builder()
            .region(Region.of(account.region()))
            .forcePathStyle(true)
            // only where the protocol demands it: not every server knows the newer checksums
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(account.accessKey(), account.secretKey())))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(SOCKET_TIMEOUT))
            .overrideConfiguration(c -> c.apiCallTimeout(CALL_TIMEOUT));
    account.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
