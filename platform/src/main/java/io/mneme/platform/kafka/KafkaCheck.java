package io.mneme.platform.kafka;

import io.mneme.platform.Component;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * Whether Kafka answers. Degraded, not down, when it does not: what needs it waits or says 503, the
 * rest of the service goes on.
 */
public final class KafkaCheck implements Component, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMillis(800);

  private final String bootstrap;
  private @Nullable Admin admin;

  public KafkaCheck(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public Check check() {
    Map<String, Object> details = Map.of("bootstrap", bootstrap);
    try {
      int nodes =
          admin().describeCluster().nodes().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).size();
      return new Check.Up("answers", Map.of("bootstrap", bootstrap, "nodes", nodes));
    } catch (ExecutionException | TimeoutException e) {
      return new Check.Degraded("does not answer within " + TIMEOUT.toMillis() + " ms", details);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Check.Degraded("was not asked to the end", details);
    }
  }

  /** Made at the first check, because a client costs start-up time and most starts are awaited. */
  private synchronized Admin admin() {
    Admin known = admin;
    if (known == null) {
      known =
          Admin.create(
              Map.of(
                  AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                  bootstrap,
                  AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                  (int) TIMEOUT.toMillis(),
                  AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                  (int) TIMEOUT.toMillis()));
      admin = known;
    }
    return known;
  }

  @Override
  public synchronized void close() {
    Admin known = admin;
    if (known != null) {
      known.close(TIMEOUT);
    }
  }
}
