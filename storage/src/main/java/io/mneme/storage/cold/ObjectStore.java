package io.mneme.storage.cold;

import java.util.Optional;

/**
 * Whole objects by key. Keys are {@code /}-separated words of letters, digits, dots, dashes and
 * underscores. Every method may throw {@link io.mneme.storage.StoreUnavailable}.
 */
public interface ObjectStore extends AutoCloseable {

  /** Writes an object, or the same key again; durable and whole when this returns. */
  void put(String key, byte[] bytes);

  /** An object's bytes; empty when there is none. */
  Optional<byte[]> get(String key);

  /** Removes an object; nothing happens when there is none. */
  void delete(String key);

  boolean exists(String key);

  /** Asks for a sign of life; throws when there is none. */
  void check();

  @Override
  void close();
}
