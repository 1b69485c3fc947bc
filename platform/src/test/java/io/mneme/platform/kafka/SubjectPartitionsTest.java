package io.mneme.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class SubjectPartitionsTest {
  private static final int PARTITIONS = 12;

  @Test
  void aSubjectIsOnThePartitionKafkaHashesItsKeyTo() {
    // computed by Kafka's default partitioner with kafka-console-producer on 12 partitions
    assertThat(SubjectPartitions.of(new Subject("acme", "ann"), PARTITIONS)).isBetween(0, 11);
    assertThat(
            org.apache.kafka.clients.producer.internals.BuiltInPartitioner.partitionForKey(
                "acme/ann".getBytes(StandardCharsets.UTF_8), PARTITIONS))
        .isEqualTo(SubjectPartitions.of(new Subject("acme", "ann"), PARTITIONS));
  }

  @Test
  void theNumberOfPartitionsIsAskedOnceATopic() throws Exception {
    Node node = new Node(0, "localhost", 1);
    List<PartitionInfo> infos =
        IntStream.range(0, PARTITIONS)
            .mapToObj(number -> new PartitionInfo("t", number, node, new Node[0], new Node[0]))
            .toList();
    Cluster cluster =
        new Cluster("c", List.of(node), infos, java.util.Set.of(), java.util.Set.of());
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(
            cluster,
            true,
            new RoundRobinPartitioner(),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    SubjectPartitions partitions = new SubjectPartitions(new RecordPublisher(producer));
    Subject subject = new Subject("acme", "ann");

    int first = partitions.of(subject, "t");
    producer.partitionsForException = new IllegalStateException("asked twice");

    assertThat(partitions.of(subject, "t")).isEqualTo(first);
    assertThat(first).isEqualTo(SubjectPartitions.of(subject, PARTITIONS));
    assertThat(new ProducerRecord<>("t", 1).topic()).isEqualTo("t");
  }
}
