package io.mneme.storage.read;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.cold.ColdStub;
import io.mneme.storage.cold.Thawed;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The reader's store: every statement names the subject and runs under row-level security for it.
 * Every method may throw {@link io.mneme.storage.StoreUnavailable}. A cold memory whose object is
 * missing or damaged is left out of every answer, counted and logged; the others are answered. Only
 * {@link #thaw} tells of it.
 */
public interface ReadStore {
  /** A session not written for this long is no longer there. */
  Duration SESSION_LIFETIME = Duration.ofHours(24);

  /** Counts every committed change of a subject; 0 for an unknown one. */
  long revision(Subject subject);

  /** The model whose vectors the store keeps, and the one it may have next. */
  Models models();

  /** Next offset of the events topic the writer has applied, per partition. */
  Map<Integer, Long> progress();

  /**
   * Every memory of a subject changed after a revision, oldest change first, with tombstones of the
   * forgotten; the whole pack, without tombstones, for revision 0. Vectors included; of cold
   * memories only the stubs, so that no object is read.
   */
  Pack pack(Subject subject, long afterRevision);

  /** The same with the cold ones whole: reads every object that holds one. */
  Pack everything(Subject subject, long afterRevision);

  /**
   * Memories by id, the cold ones from their objects, as far as those arrive within a time; what is
   * gone meanwhile is not there.
   */
  Thawed thaw(Subject subject, Collection<UUID> memoryIds, Duration timeMax);

  /** One memory, whole, from whichever tier. */
  Optional<Memory> find(Subject subject, UUID memoryId);

  /**
   * The memories this one answers for, directly or through another, oldest first: of cold ones only
   * what is known without their objects.
   */
  List<Memory> absorbed(Subject subject, UUID memoryId);

  /** One memory with what it said before; of more versions than the limit the latest. */
  Optional<MemoryLife> life(Subject subject, UUID memoryId, int versionsMax);

  /**
   * What the memories said that were there at a time, and say something else now. Of two
   * corrections the log's order decides which came first, whatever their clocks say.
   */
  PastPack past(Subject subject, Instant at, int memoriesMax);

  /** A page of a subject's memories, newest first. */
  List<Memory> list(Subject subject, ListFilter filter, @Nullable ListCursor after, int limit);

  /** The last turns of a conversation, oldest first. */
  List<Memory> turns(Subject subject, String conversation, int limit);

  /** The state of a session, unless it has expired. */
  Optional<SessionView> session(Subject subject, String session, Instant now);

  /** What became of a conditional write of a session of the subject; known for a day. */
  Optional<SessionVerdict> verdict(Subject subject, UUID eventId);

  /** The receipt of an event that forgot a memory of the subject, or erased it. */
  Optional<ErasureReceipt> erasure(Subject subject, UUID eventId);

  /**
   * Models, by the names recorded with vectors.
   *
   * @param kept whose vectors the store keeps; empty until the first one is stored
   * @param coming which a change is being prepared for
   */
  record Models(Optional<String> kept, Optional<String> coming) {}

  /**
   * What changed in a subject.
   *
   * @param revision the subject's revision these rows bring a pack to
   * @param changed memories as they are now
   * @param cold what is known of the cold ones, where only that was asked for
   * @param gone ids no longer there
   */
  record Pack(long revision, List<Memory> changed, List<ColdStub> cold, List<UUID> gone) {

    /** Without stubs. */
    public Pack(long revision, List<Memory> changed, List<UUID> gone) {
      this(revision, changed, List.of(), gone);
    }
  }

  /**
   * Which memories a list shows; null is no restriction.
   *
   * @param from created then or later
   * @param to created earlier
   */
  record ListFilter(
      @Nullable Tier tier,
      @Nullable String conversation,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /**
   * What became of a conditional write.
   *
   * @param current the event whose state the session held behind it; empty where there was none
   */
  record SessionVerdict(UUID eventId, String session, Optional<UUID> current) {

    /** Whether it took effect. */
    public boolean isApplied() {
      return current.equals(Optional.of(eventId));
    }
  }

  /** The last row of the page before: newest first by creation time, then id. */
  record ListCursor(Instant createdAt, UUID memoryId) {}

  /**
   * A session as stored.
   *
   * @param version grows with every write, and is the same wherever the session is read
   * @param eventId the event that wrote it, the same wherever the log is read again
   */
  record SessionView(Map<String, Object> state, Instant touchedAt, long version, UUID eventId) {

    /** The version of a state written by the event at this offset. */
    public static long version(long offset) {
      return offset + 1;
    }
  }
}
