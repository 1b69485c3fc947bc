package io.mneme.migrator.job;

import io.mneme.platform.kafka.DeadLetters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How the Streams job is set up: everything relied upon is said here, nothing is left to defaults.
 *
 * @param bootstrap Kafka brokers
 * @param stateDir folder of the local stores; lost, it is restored from the changelogs
 * @param threads stream threads of this process
 * @param replication of the changelog topics; -1 is the brokers' default
 * @param standbys other processes that keep a warm copy of a partition's stores
 * @param commitEvery between transactions, so also the longest a decided move is held back
 * @param sessionTimeout after which a silent process loses its partitions
 */
public record JobSettings(
    String bootstrap,
    Path stateDir,
    int threads,
    int replication,
    int standbys,
    Duration commitEvery,
    Duration sessionTimeout) {
  public static final String APPLICATION_ID = "mneme-tier-job";

  /** The Streams settings; what cannot be read goes to these dead letters. */
  public Properties toProperties(DeadLetters deadLetters) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replication);
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitEvery.toMillis());
    // a store or topic whose name was generated would be lost at the next change of the topology
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStores.class.getName());
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        PoisonToDeadLetters.class.getName());
    properties.put(PoisonToDeadLetters.DEAD_LETTERS, deadLetters);
    // the default of Kafka 5; without it every start warns of that
    properties.put("processing.exception.handler.global.enabled", true);
    String session = Long.toString(sessionTimeout.toMillis());
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        Long.toString(sessionTimeout.dividedBy(3).toMillis()));
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
    return properties;
  }
}
