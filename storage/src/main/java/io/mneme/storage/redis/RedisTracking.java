package io.mneme.storage.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.mneme.schemas.Subject;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.read.RevisionTracking;
import io.mneme.storage.read.TrackedRevision;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revisions held by Redis's client-side tracking. A thread of its own keeps a {@link
 * TrackedConnection} and proves it again and again; requests make no connection and wait for none:
 * without one nothing is held, and they ask as if there were no tracking.
 */
public final class RedisTracking implements RevisionTracking, AutoCloseable {
  private static final Duration BEAT = Duration.ofMillis(200);
  private static final Duration RECONNECT = Duration.ofSeconds(1);
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(RedisTracking.class);

  private final RedisConfig config;
  private final RedisClient client;
  private final Thread keeper;
  private volatile @Nullable TrackedConnection current;
  private volatile boolean closing;

  private RedisTracking(RedisConfig config) {
    this.config = config;
    RedisURI uri = RedisURI.create(config.url());
    uri.setTimeout(config.commandTimeout());
    this.client = RedisClient.create(uri);
    client.setOptions(
        ClientOptions.builder()
            .protocolVersion(ProtocolVersion.RESP3)
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(
                SocketOptions.builder()
                    .connectTimeout(config.commandTimeout())
                    .keepAlive(true)
                    .build())
            .timeoutOptions(TimeoutOptions.enabled(TrackedConnection.PROOF_HELD))
            .build());
    this.keeper = Thread.ofVirtual().name("redis-tracking").unstarted(this::keep);
  }

  /** Begins; whether Redis is there or not. */
  public static RedisTracking open(RedisConfig config) {
    RedisTracking tracking = new RedisTracking(config);
    tracking.keeper.start();
    return tracking;
  }

  @Override
  public Optional<TrackedRevision> held(Subject subject) {
    TrackedConnection tracked = current;
    return tracked == null ? Optional.empty() : tracked.held(subject);
  }

  @Override
  public Optional<TrackedRevision> ask(Subject subject) {
    TrackedConnection tracked = current;
    return tracked == null || !tracked.isProven()
        ? Optional.empty()
        : Optional.of(tracked.ask(subject));
  }

  /** Whether a change of what is held would be told. */
  public boolean isTold() {
    TrackedConnection tracked = current;
    return tracked != null && tracked.isProven();
  }

  private void keep() {
    while (!closing) {
      try {
        Thread.sleep(beatAndRest());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** How long until the next; a Redis that cannot be tracked at all is not asked all the time. */
  private Duration beatAndRest() {
    try {
      beat();
      return BEAT;
    } catch (StoreUnavailable | RedisException e) {
      LOG.debug("no revisions are held for now: {}", e.getMessage());
      TrackedConnection tracked = current;
      return tracked != null && tracked.isOpen() ? BEAT : RECONNECT;
    }
  }

  private void beat() {
    TrackedConnection tracked = current;
    if (tracked != null && tracked.isOpen()) {
      tracked.prove();
    } else {
      current = TrackedConnection.on(client.connect(), config.commandTimeout());
    }
  }

  @Override
  public void close() {
    closing = true;
    keeper.interrupt();
    client.shutdown(Duration.ZERO, SHUTDOWN_TIMEOUT);
  }
}
