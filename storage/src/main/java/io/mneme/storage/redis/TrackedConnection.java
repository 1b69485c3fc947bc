package io.mneme.storage.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.codec.StringCodec;
import io.mneme.schemas.Subject;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.read.TrackedRevision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis on which it tells when a key changes that was asked for on it, and what
 * is held on the strength of that. It is never mended: with the connection everything held is gone,
 * and the next one begins with nothing.
 *
 * <p>Redis answers and tells in one stream, in order. So the answer to a sign of life proves that
 * everything announced before that was asked for has been told.
 */
final class TrackedConnection {
  /** What is held is relied on for so long after the last proof that changes are told. */
  static final Duration PROOF_HELD = Duration.ofSeconds(1);

  /** And is asked for again after so long, whatever was told. */
  private static final Duration REVISION_HELD = Duration.ofSeconds(30);

  private static final int REVISIONS_MAX = 100_000;
  private static final String INVALIDATE = "invalidate";

  private final StatefulRedisConnection<String, String> connection;
  private final Duration commandTimeout;
  private final Map<String, TrackedRevision> held = new ConcurrentHashMap<>();
  private volatile long provenNanos;
  private volatile @Nullable String outdated;

  private TrackedConnection(
      StatefulRedisConnection<String, String> connection, Duration commandTimeout) {
    this.connection = connection;
    this.commandTimeout = commandTimeout;
  }

  /** Begins to be told. */
  static TrackedConnection on(
      StatefulRedisConnection<String, String> connection, Duration commandTimeout) {
    TrackedConnection tracked = new TrackedConnection(connection, commandTimeout);
    try {
      connection.addListener(tracked::told);
      connection.sync().clientTracking(TrackingArgs.Builder.enabled());
      tracked.prove();
      return tracked;
    } catch (StoreUnavailable | RedisException e) {
      connection.close();
      throw e;
    }
  }

  Optional<TrackedRevision> held(Subject subject) {
    TrackedRevision known = held.get(RedisKeys.revision(subject));
    return known != null
            && known.revision().isPresent()
            && isWithin(REVISION_HELD, known.askedNanos())
            && isProven()
        ? Optional.of(known)
        : Optional.empty();
  }

  /** What is put there before it is asked for is taken away by whatever changes afterwards. */
  TrackedRevision ask(Subject subject) {
    String key = RedisKeys.revision(subject);
    if (held.size() >= REVISIONS_MAX) {
      held.clear();
    }
    TrackedRevision asked = new TrackedRevision(System.nanoTime());
    held.put(key, asked);
    String announced = answer(connection.async().get(key), commandTimeout);
    if (announced != null) {
      asked.is(Long.parseLong(announced));
    }
    return asked;
  }

  /**
   * Asks for a sign of life. It may be late: what it proves, it proves of the moment it was asked
   * for.
   *
   * @throws StoreUnavailable when there is none; nothing held is relied on for long then
   */
  void prove() {
    long asked = System.nanoTime();
    // told at once when it is tracked, and seen here when it changed twice in between
    String counted = answer(connection.async().get(RedisKeys.OUTDATED), PROOF_HELD);
    if (!Objects.equals(counted, outdated)) {
      held.clear();
      outdated = counted;
    }
    provenNanos = asked;
  }

  /** Whether a change would have been told by now. */
  boolean isProven() {
    return isOpen() && isWithin(PROOF_HELD, provenNanos);
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  private void told(PushMessage message) {
    if (!message.getType().equals(INVALIDATE)) {
      return;
    }
    List<Object> content = message.getContent(StringCodec.UTF8::decodeKey);
    if (content.size() > 1 && content.get(1) instanceof List<?> keys) {
      for (Object key : keys) {
        forget(String.valueOf(key));
      }
    } else {
      held.clear(); // Redis was emptied
    }
  }

  private void forget(String key) {
    if (key.equals(RedisKeys.OUTDATED)) {
      held.clear();
    } else {
      held.remove(key);
    }
  }

  private static boolean isWithin(Duration time, long sinceNanos) {
    return System.nanoTime() - sinceNanos < time.toNanos();
  }

  private static @Nullable String answer(Future<String> pending, Duration timeout) {
    try {
      return pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    } catch (ExecutionException e) {
      throw unavailable(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw unavailable(e);
    }
  }

  private static StoreUnavailable unavailable(Throwable cause) {
    return new StoreUnavailable("Redis does not answer: " + cause, cause);
  }
}
