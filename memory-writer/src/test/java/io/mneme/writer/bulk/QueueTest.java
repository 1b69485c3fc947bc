package io.mneme.writer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class QueueTest {

  @Test
  void aRoundHoldsTheNextRecordOfEachSubject() {
    Queue queue = queue("ann", "ann", "ann", "bob", "bob", "eve");

    assertThat(round(queue, 8)).containsExactly("ann 0", "bob 3", "eve 5");
    assertThat(round(queue, 8)).containsExactly("ann 1", "bob 4");
    assertThat(round(queue, 8)).containsExactly("ann 2");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void whoHasWaitedLongestIsNextWhereNotAllFit() {
    Queue queue = queue("ann", "ann", "bob", "eve");

    assertThat(round(queue, 2)).containsExactly("ann 0", "bob 2");
    assertThat(round(queue, 2)).containsExactly("eve 3", "ann 1");
  }

  @Test
  void whateverTheRoundsEachSubjectKeepsItsOrderAndNothingIsLost() {
    Random random = new Random(7);
    for (int run = 0; run < 200; run++) {
      String[] subjects =
          random.ints(random.nextInt(40), 0, 5).mapToObj(i -> "user" + i).toArray(String[]::new);
      Queue queue = queue(subjects);
      List<ConsumerRecord<byte[], byte[]>> left = new ArrayList<>();
      while (!queue.isEmpty()) {
        List<ConsumerRecord<byte[], byte[]>> round = queue.round(1 + random.nextInt(8));
        assertThat(round).extracting(QueueTest::subject).doesNotHaveDuplicates();
        left.addAll(round);
      }
      assertThat(left).extracting(ConsumerRecord::offset).hasSameSizeAs(subjects);
      for (int i = 0; i < 5; i++) {
        String user = "user" + i;
        assertThat(left.stream().filter(one -> subject(one).equals(user)))
            .extracting(ConsumerRecord::offset)
            .isSorted()
            .doesNotHaveDuplicates();
      }
    }
  }

  private static List<String> round(Queue queue, int recordsMax) {
    return queue.round(recordsMax).stream()
        .map(record -> subject(record) + " " + record.offset())
        .toList();
  }

  private static String subject(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  private static Queue queue(String... subjects) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int offset = 0; offset < subjects.length; offset++) {
      byte[] key = subjects[offset].getBytes(StandardCharsets.UTF_8);
      records.add(new ConsumerRecord<>("bulk", 0, offset, key, new byte[0]));
    }
    return Queue.of(records);
  }
}
