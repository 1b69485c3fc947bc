package io.mneme.writer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.storage.write.Batch;
import io.mneme.testkit.Backends;
import io.mneme.testkit.store.InMemoryStores;
import io.mneme.writer.Events;
import io.mneme.writer.bulk.Backlog.Standing;
import io.mneme.writer.live.EventLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LogBacklogIT {
  private static final int PARTITIONS = 3;

  @Test
  void tellsWhatEachPartitionHoldsAndWhatOfAllTheWritersHaveYetToApply() throws Exception {
    Backends backends = Backends.shared();
    backends.freshTopics(PARTITIONS);
    String bootstrap = backends.freshAddresses().kafkaBootstrap();
    InMemoryStores store = new InMemoryStores();
    try (EventLog log = new EventLog(bootstrap, PARTITIONS);
        LogBacklog backlog = new LogBacklog(bootstrap, store)) {
      assertThat(backlog.standing()).isEqualTo(new Standing(0, Map.of(0, 0L, 1, 0L, 2, 0L)));

      int partition = log.publish(Events.asserted(Events.ANN, "one", "1")).partition();
      log.publish(Events.asserted(Events.ANN, "two", "2"));
      Map<Integer, Long> written = new HashMap<>(Map.of(0, 0L, 1, 0L, 2, 0L));
      written.put(partition, 2L);
      written.merge(
          log.publish(Events.asserted(Events.BOB, "three", "3")).partition(), 1L, Long::sum);
      assertThat(backlog.standing()).isEqualTo(new Standing(3, written));

      store.commit(applied(partition));
      assertThat(backlog.standing()).isEqualTo(new Standing(2, written));
    }
  }

  private static Batch applied(int partition) {
    return new Batch(
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        List.of(new Batch.Advance(partition, 0, 1)),
        List.of(),
        List.of());
  }
}
