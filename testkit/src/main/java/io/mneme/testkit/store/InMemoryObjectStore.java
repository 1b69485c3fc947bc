package io.mneme.testkit.store;

import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.cold.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Objects in memory, which a test can lose, damage, or make unreachable. */
public final class InMemoryObjectStore implements ObjectStore {
  private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final AtomicInteger reads = new AtomicInteger();
  private volatile boolean reachable = true;

  @Override
  public void put(String key, byte[] bytes) {
    check();
    objects.put(key, bytes.clone());
  }

  @Override
  public Optional<byte[]> get(String key) {
    check();
    reads.incrementAndGet();
    return Optional.ofNullable(objects.get(key)).map(byte[]::clone);
  }

  @Override
  public void delete(String key) {
    check();
    objects.remove(key);
  }

  @Override
  public boolean exists(String key) {
    check();
    return objects.containsKey(key);
  }

  @Override
  public void check() {
    if (!reachable) {
      throw new StoreUnavailable("the object store is down", new IOException("a test said so"));
    }
  }

  @Override
  public void close() {}

  /** Every key, in order. */
  public List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  /** How often an object was asked for. */
  public int reads() {
    return reads.get();
  }

  /** Makes every call fail, until {@link #comeBack}. */
  public void goDown() {
    reachable = false;
  }

  /** Ends an outage. */
  public void comeBack() {
    reachable = true;
  }

  /** Changes a byte in the middle of an object. */
  public void damage(String key) {
    objects.computeIfPresent(
        key,
        (_, bytes) -> {
          byte[] damaged = bytes.clone();
          damaged[damaged.length / 2] ^= 0x55;
          return damaged;
        });
  }
}
