package io.mneme.platform.keys;

import io.mneme.platform.Component;
import io.mneme.schemas.key.ApiKey;
import io.mneme.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom an API key speaks for. Reads {@code mneme.keys} to its end on a thread of its own and
 * follows it, so that a revocation is known within a moment and no request asks a database. Known
 * keys stay good while Kafka is away.
 */
public final class KeyDirectory implements Component, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyDirectory.class);
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
  private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration RETRY_PAUSE = Duration.ofMillis(200);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private static final String NOT_READ = "has not been read yet";

  private final KeyRing ring = new KeyRing();
  private final Supplier<Consumer<byte[], byte[]>> clients;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable KeysReader current;
  private volatile boolean complete;
  private volatile String trouble = NOT_READ;

  /**
   * @param bootstrap Kafka's addresses
   */
  public KeyDirectory(String bootstrap) {
    this(() -> KeysReader.connect(bootstrap));
  }

  KeyDirectory(Supplier<Consumer<byte[], byte[]>> clients) {
    this.clients = clients;
    this.thread = Thread.ofPlatform().name("keys").daemon().unstarted(this::follow);
  }

  /** Begins to read; returns at once. */
  public KeyDirectory start() {
    thread.start();
    return this;
  }

  /**
   * The key as it stands, if it is known, its secret is right and it is not revoked. Compares in
   * constant time.
   */
  public Optional<ApiKey> verify(String presented) {
    return ring.verify(presented);
  }

  /**
   * Whether every key there is has been read; before that an unknown key may still be a good one.
   */
  public boolean isComplete() {
    return complete;
  }

  private void follow() {
    while (isOpen()) {
      try (KeysReader reader = new KeysReader(clients.get(), ring)) {
        current = reader;
        readAll(reader);
        while (isOpen()) {
          reader.read(POLL_TIMEOUT);
        }
      } catch (WakeupException stopping) {
        return;
      } catch (KafkaException e) {
        report("cannot be read: " + e.getMessage());
        pause();
      }
    }
  }

  private boolean isOpen() {
    return stop.getCount() > 0 && !Thread.currentThread().isInterrupted();
  }

  private void readAll(KeysReader reader) {
    long end = reader.end(LOOKUP_TIMEOUT);
    while (isOpen() && !reader.hasReached(end, LOOKUP_TIMEOUT)) {
      reader.read(POLL_TIMEOUT);
    }
    complete = true;
    LOG.info("{} is read to its end: {} keys", Topics.KEYS, ring.size());
  }

  /** Once while the trouble lasts; the check says the rest. */
  private void report(String found) {
    if (complete || trouble.equals(NOT_READ)) {
      LOG.warn("{} {}", Topics.KEYS, found);
    }
    trouble = found;
  }

  private void pause() {
    try {
      if (stop.await(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("stops while {} is away", Topics.KEYS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String name() {
    return "keys";
  }

  @Override
  public Check check() {
    Map<String, Object> details = Map.of("keys", ring.size());
    if (!thread.isAlive()) {
      return new Check.Down("is not followed", details);
    }
    return complete
        ? new Check.Up("follows " + Topics.KEYS, details)
        : new Check.Down(Topics.KEYS + " " + trouble, details);
  }

  @Override
  public void close() {
    stop.countDown();
    KeysReader reader = current;
    if (reader != null) {
      reader.wakeup();
    }
    try {
      if (!thread.join(CLOSE_TIMEOUT)) {
        LOG.warn(
            "the reader of {} did not end within {} s", Topics.KEYS, CLOSE_TIMEOUT.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
