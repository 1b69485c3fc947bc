package io.mneme.reader.database;

import io.mneme.platform.Outage;
import io.mneme.reader.guard.Guarded;
import io.mneme.storage.read.ReadStore;
import io.mneme.storage.read.Replica;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A replica, and what is known of it without asking. */
public final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  private final String name;
  private final Guarded<Replica> replica;
  private volatile Standing standing = Standing.UNKNOWN;

  /**
   * @param name as operators see it
   * @param replica one server behind its own breaker, never several behind one address: what is
   *     known of one says nothing of another
   */
  public Follower(String name, Guarded<Replica> replica) {
    this.name = name;
    this.replica = replica;
  }

  public String name() {
    return name;
  }

  public Standing standing() {
    return standing;
  }

  <T> T ask(Function<ReadStore, T> question) throws Outage {
    return replica.ask(one -> question.apply(one.reads()));
  }

  /** What the writer has applied, asked now and remembered. */
  Map<Integer, Long> progress() throws Outage {
    Map<Integer, Long> progress = replica.ask(Replica::state).progress();
    standing = new Standing(standing.asOf(), progress);
    return progress;
  }

  /** Learns how far it has come. One that does not answer is not known to be current any more. */
  void look(WrittenLog primary) {
    Optional<Instant> before = standing.asOf();
    try {
      Replica.State state = replica.ask(Replica::state);
      Optional<Instant> asOf =
          state.replayed().isEmpty()
              ? Optional.empty()
              : primary.momentOf(state.replayed().getAsLong()).or(() -> before);
      standing = new Standing(asOf, state.progress());
      if (state.replayed().isEmpty()) {
        LOG.warn("{} is no replica of anything; it is not asked", name);
      }
    } catch (Outage e) {
      LOG.debug("{} does not say how far it is", name, e);
      standing = new Standing(Optional.empty(), standing.progress());
    }
  }
}
