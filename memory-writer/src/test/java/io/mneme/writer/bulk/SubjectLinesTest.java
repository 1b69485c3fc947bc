package io.mneme.writer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class SubjectLinesTest {

  @Test
  void aRoundHoldsTheNextRecordOfEachSubject() {
    SubjectLines lines = lines("ann", "ann", "ann", "bob", "bob", "eve");

    assertThat(round(lines, 8)).containsExactly("ann 0", "bob 3", "eve 5");
    assertThat(round(lines, 8)).containsExactly("ann 1", "bob 4");
    assertThat(round(lines, 8)).containsExactly("ann 2");
    assertThat(lines.isEmpty()).isTrue();
  }

  @Test
  void whoHasWaitedLongestIsNextWhereNotAllFit() {
    SubjectLines lines = lines("ann", "ann", "bob", "eve");

    assertThat(round(lines, 2)).containsExactly("ann 0", "bob 2");
    assertThat(round(lines, 2)).containsExactly("eve 3", "ann 1");
  }

  @Test
  void whateverTheRoundsEachSubjectKeepsItsOrderAndNothingIsLost() {
    Random random = new Random(7);
    for (int run = 0; run < 200; run++) {
      String[] subjects =
          random.ints(random.nextInt(40), 0, 5).mapToObj(i -> "user" + i).toArray(String[]::new);
      SubjectLines lines = lines(subjects);
      List<ConsumerRecord<byte[], byte[]>> left = new ArrayList<>();
      while (!lines.isEmpty()) {
        List<ConsumerRecord<byte[], byte[]>> round = lines.round(1 + random.nextInt(8));
        assertThat(round).extracting(SubjectLinesTest::subject).doesNotHaveDuplicates();
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

  private static List<String> round(SubjectLines lines, int recordsMax) {
    return lines.round(recordsMax).stream()
        .map(record -> subject(record) + " " + record.offset())
        .toList();
  }

  private static String subject(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  private static SubjectLines lines(String... subjects) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int offset = 0; offset < subjects.length; offset++) {
      byte[] key = subjects[offset].getBytes(StandardCharsets.UTF_8);
      records.add(new ConsumerRecord<>("bulk", 0, offset, key, new byte[0]));
    }
    return SubjectLines.of(records);
  }
}
