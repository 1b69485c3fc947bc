package io.mneme.reader.recall;

import io.mneme.platform.Outage;
import io.mneme.reader.database.Answer;
import io.mneme.reader.database.Databases;
import io.mneme.reader.database.Need;
import io.mneme.reader.guard.Guarded;
import io.mneme.reader.pack.PackCache;
import io.mneme.reader.pack.SubjectPack;
import io.mneme.schemas.Subject;
import io.mneme.storage.read.ReadCache;
import io.mneme.storage.read.RevisionTracking;
import io.mneme.storage.read.TrackedRevision;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The freshest pack of a subject that can be had. Its revision is held as long as a change would be
 * told, else asked of Redis, else of PostgreSQL; a pack is never older than the revision that was
 * read. Where nobody answers, the pack that is held serves, and the reading says so.
 */
public final class FreshPacks {
  private final RevisionTracking tracking;
  private final Guarded<ReadCache> redis;
  private final Databases store;
  private final PackCache packs;
  private final ReaderMeters meters;

  public FreshPacks(
      RevisionTracking tracking,
      Guarded<ReadCache> redis,
      Databases store,
      PackCache packs,
      ReaderMeters meters) {
    this.tracking = tracking;
    this.redis = redis;
    this.store = store;
    this.packs = packs;
    this.meters = meters;
  }

  /**
   * A pack at least as fresh as what Redis announced within the last second, or as PostgreSQL for a
   * reading that wants its own writes.
   *
   * @throws NothingAnswers when neither a store nor the cache has it
   */
  SubjectPack of(Subject subject, Reading reading) {
    return reading.wantsOwnWrites()
        ? asStored(subject, reading, reading.need())
        : asAnnounced(subject, reading);
  }

  /** What is held of the subject's revision, if a change would have been told. */
  Optional<TrackedRevision> tracked(Subject subject) {
    return tracking.held(subject);
  }

  /** The pack that is held, for an answer PostgreSQL cannot give. */
  SubjectPack held(Subject subject, Reading reading) {
    reading.without(Trouble.POSTGRES);
    return packs.held(subject).orElseThrow(NothingAnswers::new);
  }

  private SubjectPack asAnnounced(Subject subject, Reading reading) {
    Optional<TrackedRevision> tracked = tracked(subject, reading);
    OptionalLong revision = tracked.map(TrackedRevision::revision).orElseGet(OptionalLong::empty);
    if (revision.isPresent()) {
      return atLeast(subject, revision.getAsLong(), reading);
    }
    // what will be held is asked of the primary: nobody would tell of what a replica lacked
    Need need = tracked.isPresent() ? new Need.Newest() : reading.need();
    SubjectPack pack = asStored(subject, reading, need);
    if (!reading.isWithout(Trouble.POSTGRES) && !reading.isWithout(Trouble.PRIMARY)) {
      tracked.ifPresent(asked -> asked.is(pack.revision()));
    }
    return pack;
  }

  /** What is held, else what Redis says; empty while Redis is away. */
  private Optional<TrackedRevision> tracked(Subject subject, Reading reading) {
    Optional<TrackedRevision> held = tracking.held(subject);
    if (held.isPresent()) {
      meters.held();
      return held;
    }
    try {
      TrackedRevision asked = redis.ask(from -> asked(from, subject));
      meters.redis(asked.revision().isPresent());
      return Optional.of(asked);
    } catch (Outage e) {
      reading.without(Trouble.REDIS);
      return Optional.empty();
    }
  }

  private TrackedRevision asked(ReadCache cache, Subject subject) {
    return tracking
        .ask(subject)
        .orElseGet(() -> TrackedRevision.untracked(cache.revision(subject)));
  }

  private SubjectPack asStored(Subject subject, Reading reading, Need need) {
    try {
      Answer<Long> stored = store.ask(need, from -> from.revision(subject));
      long revision = reading.take(stored);
      if (stored.isNewest()
          && packs.held(subject).filter(pack -> pack.revision() > revision).isPresent()) {
        packs.drop(subject); // the store has been rebuilt and counts anew
      }
      return atLeast(subject, revision, reading);
    } catch (Outage e) {
      return held(subject, reading);
    }
  }

  private SubjectPack atLeast(Subject subject, long revision, Reading reading) {
    Optional<SubjectPack> held = packs.held(subject);
    meters.pack(held.map(SubjectPack::revision), revision);
    try {
      return packs.atLeast(subject, revision);
    } catch (Outage e) {
      return held(subject, reading);
    }
  }
}
