package io.mneme.reader.recall;

import io.mneme.platform.Outage;
import io.mneme.reader.guard.Guarded;
import io.mneme.reader.pack.PackCache;
import io.mneme.reader.pack.SubjectPack;
import io.mneme.schemas.Subject;
import io.mneme.storage.read.ReadCache;
import io.mneme.storage.read.ReadStore;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The freshest pack of a subject that can be had. Its revision is asked of Redis, else of
 * PostgreSQL; a pack is never older than the revision that was read. Where nobody answers, the pack
 * that is held serves, and the reading says so.
 */
public final class FreshPacks {
  private final Guarded<ReadCache> redis;
  private final Guarded<ReadStore> store;
  private final PackCache packs;
  private final ReaderMeters meters;

  public FreshPacks(
      Guarded<ReadCache> redis, Guarded<ReadStore> store, PackCache packs, ReaderMeters meters) {
    this.redis = redis;
    this.store = store;
    this.packs = packs;
    this.meters = meters;
  }

  /**
   * A pack at least as fresh as what Redis says now, or PostgreSQL for a reading that wants its own
   * writes.
   *
   * @throws NothingAnswers when neither a store nor the cache has it
   */
  SubjectPack of(Subject subject, Reading reading) {
    OptionalLong announced =
        reading.wantsOwnWrites() ? OptionalLong.empty() : announced(subject, reading);
    return announced.isPresent()
        ? atLeast(subject, announced.getAsLong(), reading)
        : asStored(subject, reading);
  }

  /** The pack that is held, for an answer PostgreSQL cannot give. */
  SubjectPack held(Subject subject, Reading reading) {
    reading.without(Trouble.POSTGRES);
    return packs.held(subject).orElseThrow(NothingAnswers::new);
  }

  private OptionalLong announced(Subject subject, Reading reading) {
    try {
      OptionalLong revision = redis.ask(from -> from.revision(subject));
      meters.redis(revision.isPresent());
      return revision;
    } catch (Outage e) {
      reading.without(Trouble.REDIS);
      return OptionalLong.empty();
    }
  }

  private SubjectPack asStored(Subject subject, Reading reading) {
    try {
      long revision = store.ask(from -> from.revision(subject));
      if (packs.held(subject).filter(pack -> pack.revision() > revision).isPresent()) {
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
