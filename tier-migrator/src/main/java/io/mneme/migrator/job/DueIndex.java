package io.mneme.migrator.job;

import io.mneme.migrator.job.TierPolicies.Lane;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Who waits, by queue and by the moment the wait began. Beside the entries it remembers which
 * tenants stand in queues of their own, so that a change of that setting is noticed.
 */
final class DueIndex {
  /** Never reused, never changed, and no queue's code. */
  private static final byte OWN_TENANT = 7;

  private static final byte[] PRESENT = {};

  private final KeyValueStore<Bytes, byte[]> entries;
  private final TierPolicies policies;

  /**
   * Where the first entry of a queue can stand. What was taken from the head of a queue stays there
   * as a mark of its removal until RocksDB merges its files, the later the more it holds; a search
   * that began at the head would step over all of them.
   */
  private final Map<Lane, Bytes> heads = new HashMap<>();

  DueIndex(KeyValueStore<Bytes, byte[]> entries, TierPolicies policies) {
    this.entries = entries;
    this.policies = policies;
  }

  /** Whoever waited no longer does, or waits for something else. */
  void replace(String key, @Nullable TrackedMemory before, @Nullable TrackedMemory after) {
    Optional<DueEntry> waited = entry(key, before);
    Optional<DueEntry> waits = entry(key, after);
    if (!waited.equals(waits)) {
      waited.ifPresent(this::remove);
      waits.ifPresent(this::add);
    }
  }

  private void add(DueEntry entry) {
    Bytes place = entry.toBytes();
    entries.put(place, PRESENT);
    heads.computeIfPresent(entry.lane(), (_, head) -> place.compareTo(head) < 0 ? place : head);
  }

  void remove(DueEntry entry) {
    entries.delete(entry.toBytes());
  }

  /** Where a memory stands; empty when it waits for nothing. */
  Optional<DueEntry> entry(String key, @Nullable TrackedMemory memory) {
    return Optional.ofNullable(memory)
        .flatMap(TrackedMemory::waiting)
        .map(waiting -> {
          Lane lane = policies.lane(waiting.queue(), MemoryKey.tenantOf(key));
          return new DueEntry(lane, waiting.since(), key);
        });
  }

  /** Those of a queue whose wait is over, the longest waiting first. */
  List<DueEntry> due(Lane lane, Instant now, int limit) {
    List<DueEntry> due = new ArrayList<>();
    Bytes end = DueEntry.before(lane, now.minus(policies.patience(lane)));
    Bytes head = heads.getOrDefault(lane, DueEntry.head(lane));
    if (head.compareTo(end) > 0) {
      return due;
    }
    try (KeyValueIterator<Bytes, byte[]> index = entries.range(head, end)) {
      while (index.hasNext() && due.size() < limit) {
        KeyValue<Bytes, byte[]> next = index.next();
        due.add(DueEntry.of(next.key));
      }
    }
    if (limit > 0) {
      heads.put(lane, due.isEmpty() ? end : due.getFirst().toBytes());
    }
    return due;
  }

  long sizeAbout() {
    return entries.approximateNumEntries();
  }

  /**
   * Puts the memories of tenants that were given rules of their own, or lost them, into the queues
   * they belong in now. Costs what these tenants hold, once, and nothing when nothing changed.
   */
  void fileAnew(KeyValueStore<String, TrackedMemory> memories) {
    Set<String> before = ownTenants();
    Set<String> now = policies.tenantsWithOwn();
    Set<String> changed = new TreeSet<>(before);
    changed.addAll(now);
    changed.removeIf(tenant -> before.contains(tenant) && now.contains(tenant));
    for (String tenant : changed) {
      fileAnew(memories, tenant);
      if (now.contains(tenant)) {
        entries.put(mark(tenant), PRESENT);
      } else {
        entries.delete(mark(tenant));
      }
    }
  }

  private void fileAnew(KeyValueStore<String, TrackedMemory> memories, String tenant) {
    // '0' follows '/', which ends a tenant
    try (KeyValueIterator<String, TrackedMemory> held =
        memories.range(tenant + "/", tenant + "0")) {
      while (held.hasNext()) {
        KeyValue<String, TrackedMemory> memory = held.next();
        entry(memory.key, memory.value)
            .ifPresent(entry -> {
              remove(entry.in(policies.otherLane(entry.lane(), tenant)));
              add(entry);
            });
      }
    }
  }

  private Set<String> ownTenants() {
    Set<String> tenants = new HashSet<>();
    Bytes first = Bytes.wrap(new byte[] {OWN_TENANT});
    Bytes last = Bytes.wrap(new byte[] {OWN_TENANT + 1});
    try (KeyValueIterator<Bytes, byte[]> marks = entries.range(first, last)) {
      marks.forEachRemaining(mark -> {
        byte[] bytes = mark.key.get();
        tenants.add(new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8));
      });
    }
    return tenants;
  }

  /** Not an entry: a tenant that stands in queues of its own. */
  static boolean isMark(Bytes key) {
    return key.get()[0] == OWN_TENANT;
  }

  private static Bytes mark(String tenant) {
    byte[] name = tenant.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(ByteBuffer.allocate(1 + name.length).put(OWN_TENANT).put(name).array());
  }
}
