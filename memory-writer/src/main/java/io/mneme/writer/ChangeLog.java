package io.mneme.writer;

import io.mneme.platform.Outage;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where changes of memories are told to the rest of the system. */
interface ChangeLog {

  /**
   * Publishes these, in order; returning means they are durable. Publishing again is harmless.
   *
   * @throws Outage when they cannot be published now
   */
  void publish(List<Publication> changes) throws Outage;

  /**
   * A memory as it is now.
   *
   * @param memory absent when it is gone
   * @param correlationId of the request behind it, where known
   */
  record Publication(
      Subject subject, UUID memoryId, @Nullable Memory memory, @Nullable String correlationId) {}
}
