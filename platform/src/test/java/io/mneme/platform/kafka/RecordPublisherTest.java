package io.mneme.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class RecordPublisherTest {
  private static final Node NODE = new Node(0, "localhost", 1);

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          new Cluster(
              "c",
              List.of(NODE),
              List.of(new PartitionInfo("t", 0, NODE, new Node[0], new Node[0])),
              Set.of(),
              Set.of()),
          false,
          new RoundRobinPartitioner(),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private final RecordPublisher publisher = new RecordPublisher(producer);

  @Test
  void aTopicIsKnownOnceItsPartitionsHaveBeenAskedFor() throws Exception {
    assertThat(publisher.knows("t")).isFalse();

    int partitions = publisher.partitions("t");

    assertThat(partitions).isEqualTo(1);
    assertThat(publisher.knows("t")).isTrue();
    assertThat(publisher.knows("another")).isFalse();
  }

  @Test
  void aFailedSendPutsInDoubtWhatIsKnownUntilOneIsAcknowledged() throws Exception {
    publisher.partitions("t");
    var failed = publisher.send(aRecord());
    producer.errorNext(new TimeoutException("not in time"));
    assertThat(failed).isCompletedExceptionally();
    assertThat(publisher.knows("t")).isFalse();

    var acknowledged = publisher.send(aRecord());
    producer.completeNext();

    assertThat(acknowledged).isCompleted();
    assertThat(publisher.knows("t")).isTrue();
  }

  private static ProducerRecord<byte[], byte[]> aRecord() {
    return new ProducerRecord<>("t", "a value".getBytes(StandardCharsets.UTF_8));
  }
}
