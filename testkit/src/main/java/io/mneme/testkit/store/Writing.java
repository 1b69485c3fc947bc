package io.mneme.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.write.CommitResult;
import io.mneme.storage.write.CommitResult.Committed;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.StateQuery.Conversation;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.storage.write.WriteStore;
import io.mneme.storage.write.WriterState;
import java.util.Optional;
import java.util.Set;

/** What the suites ask of a {@link WriteStore} again and again. */
record Writing(WriteStore store) {

  static Position at(int partition, long offset) {
    return new Position(partition, offset);
  }

  Committed commit(BatchBuilder batch) {
    CommitResult result = store.commit(batch.build());
    assertThat(result).isInstanceOf(Committed.class);
    return (Committed) result;
  }

  Optional<Memory> known(Memory memory) {
    MemoryKey key = new MemoryKey(memory.subject(), memory.memoryId());
    WriterState state = store.load(new StateQuery(Set.of(), Set.of(), Set.of(key), Set.of()));
    return Optional.ofNullable(state.memories().get(key));
  }

  int turns(Subject subject, String conversation) {
    Conversation key = new Conversation(subject, conversation);
    return store
        .load(new StateQuery(Set.of(), Set.of(key), Set.of(), Set.of()))
        .turns()
        .getOrDefault(key, 0);
  }
}
