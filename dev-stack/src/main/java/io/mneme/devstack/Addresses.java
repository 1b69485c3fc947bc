package io.mneme.devstack;

import java.util.HashMap;
import java.util.Map;

/**
 * Where everything is that a service depends on.
 *
 * @param kafkaBootstrap {@code host:port}
 * @param postgres the database
 * @param redisUrl {@code redis://...}
 * @param objects the object store
 */
public record Addresses(
    String kafkaBootstrap, Postgres postgres, String redisUrl, Objects objects) {

  /**
   * A database and the password of the three roles in it.
   *
   * @param url {@code jdbc:postgresql://...}
   */
  public record Postgres(String url, String password) {
    @Override
    public String toString() {
      return "Postgres[" + url + "]";
    }
  }

  /** A bucket and who may use it. */
  public record Objects(String endpoint, String bucket, String accessKey, String secretKey) {
    @Override
    public String toString() {
      return "Objects[" + bucket + " at " + endpoint + "]";
    }
  }

  /** The variables that tell a service all this. */
  public Map<String, String> environmentOf(Deployable deployable) {
    Map<String, String> variables = new HashMap<>();
    variables.put("MNEME_HTTP_HOST", "127.0.0.1");
    variables.put("MNEME_KAFKA_BOOTSTRAP", kafkaBootstrap);
    variables.put("MNEME_POSTGRES_URL", postgres.url());
    variables.put("MNEME_POSTGRES_USER", deployable.databaseUser());
    variables.put("MNEME_POSTGRES_PASSWORD", postgres.password());
    variables.put("MNEME_REDIS_URL", redisUrl);
    variables.put("MNEME_OBJECTS_URL", "s3://" + objects.bucket());
    variables.put("MNEME_S3_ENDPOINT", objects.endpoint());
    variables.put("MNEME_S3_ACCESS_KEY", objects.accessKey());
    variables.put("MNEME_S3_SECRET_KEY", objects.secretKey());
    variables.put("MNEME_S3_REGION", "us-east-1");
    return variables;
  }
}
