package io.mneme.storage.cold;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Fetches on the way. Whoever wants an object that is being fetched waits for that fetch; nothing
 * is kept after it has landed.
 */
final class ObjectFlights<T> {
  private final Map<String, CompletableFuture<T>> flights = new ConcurrentHashMap<>();
  private final Function<String, T> fetch;

  ObjectFlights(Function<String, T> fetch) {
    this.fetch = fetch;
  }

  /** The fetch of this object, on a thread of its own; the one under way if there is one. */
  CompletableFuture<T> of(String key) {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<T> running = flights.putIfAbsent(key, mine);
    if (running != null) {
      return running;
    }
    var _ = Thread.ofVirtual().name("cold-object").start(() -> land(key, mine));
    return mine;
  }

  private void land(String key, CompletableFuture<T> flight) {
    try {
      T object = fetch.apply(key);
      flights.remove(key, flight);
      flight.complete(object);
    } catch (RuntimeException | Error e) {
      flights.remove(key, flight);
      flight.completeExceptionally(e);
    }
  }
}
