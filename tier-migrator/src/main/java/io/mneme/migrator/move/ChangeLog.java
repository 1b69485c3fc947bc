package io.mneme.migrator.move;

import io.mneme.platform.Outage;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the new state of a moved memory is told to the rest of the system. */
public interface ChangeLog {

  /**
   * Publishes these, in order; returning means they are durable. Publishing again is harmless.
   *
   * @throws Outage when they cannot be published now
   */
  void publish(List<Announcement> announcements) throws Outage;

  /** How a memory stands. */
  sealed interface Announcement {
    /** The request behind it, where known. */
    @Nullable String correlationId();

    /** It lies where its state says. */
    record Stands(Memory memory, @Nullable String correlationId) implements Announcement {}

    /** There is no such memory. */
    record Gone(Subject subject, UUID memoryId, @Nullable String correlationId)
        implements Announcement {}
  }
}
