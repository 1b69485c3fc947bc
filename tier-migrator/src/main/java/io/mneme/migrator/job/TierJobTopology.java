package io.mneme.migrator.job;

import io.mneme.schemas.Json;
import io.mneme.schemas.tier.TierMove;
import io.mneme.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The job that decides where memories lie: changes and recalls in, tier moves out. A subject has
 * the same partition number in both topics, so one task hears everything about it, in order.
 */
public final class TierJobTopology implements Supplier<Topology> {
  static final String MEMORIES = "tier-memories";
  static final String DUE = "tier-due";

  /** The names of the job's stores, which its changelogs carry too. */
  public static final List<String> STORES = List.of(MEMORIES, DUE);

  private final StreamsConfig config;
  private final TierPolicies policies;
  private final PassSettings pass;
  private final JobMetrics metrics;

  public TierJobTopology(
      StreamsConfig config, TierPolicies policies, PassSettings pass, JobMetrics metrics) {
    this.config = config;
    this.policies = policies;
    this.pass = pass;
    this.metrics = metrics;
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config));
    builder
        // where each memory lies now, or that it is gone; without its text and vector
        .stream(Topics.CHANGES, from("changes", Signals.memoryKeys(), Signals.changes()))
        // and which memories an answer served, heard by the same task
        .merge(
            builder.stream(
                Topics.RECALLS, from("recalls", Signals.subjectKeys(), Signals.recalls())),
            Named.as("signals"))
        // remembered; a cold memory that was read is decided at once, the rest when it is due
        .process(decideMoves(), Named.as("decide-moves"))
        // the decision, on the subject's partition like everything about it
        .to(Topics.TIER_MOVES, Produced.with(Serdes.String(), moves()).withName("tier-moves"));
    return builder.build();
  }

  private ProcessorSupplier<String, TierSignal, String, TierMove> decideMoves() {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, TierSignal, String, TierMove> get() {
        return new DecideMoves(policies, pass, metrics);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(memories(), due());
      }
    };
  }

  /** What is known of each memory, by {@code tenant/user/memory_id}. */
  private static StoreBuilder<KeyValueStore<String, TrackedMemory>> memories() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(MEMORIES), Serdes.String(), new TrackedMemorySerde())
        .withLoggingEnabled(Map.of());
  }

  /** Who waits, by queue and by the moment the wait began: a pass reads only what is due. */
  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> due() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(DUE), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingEnabled(Map.of());
  }

  private static Consumed<String, TierSignal> from(
      String name, Serde<String> keys, Serde<TierSignal> values) {
    return Consumed.with(keys, values)
        .withName(name)
        .withOffsetResetPolicy(AutoOffsetReset.earliest());
  }

  private static Serde<TierMove> moves() {
    return Serdes.serdeFrom(
        (topic, move) -> Json.write(move),
        (topic, bytes) -> {
          throw new UnsupportedOperationException("the job never reads " + topic);
        });
  }
}
