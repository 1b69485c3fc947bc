package io.mneme.reader.database;

import io.mneme.platform.Outage;
import io.mneme.reader.guard.Guarded;
import io.mneme.schemas.Position;
import io.mneme.storage.read.ReadStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * PostgreSQL as a reader sees it: a replica where one has what is needed, else the primary, else
 * whichever replica is left, and the answer says so. Without replicas it is the primary alone.
 */
public final class Databases {
  private final Guarded<ReadStore> primary;
  private final List<Follower> followers;
  private final Duration lagMax;
  private final InstantSource clock;
  private final DatabaseMeters meters;
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * @param lagMax a replica further behind is asked only when the primary does not answer
   */
  public Databases(
      Guarded<ReadStore> primary,
      List<Follower> followers,
      Duration lagMax,
      InstantSource clock,
      DatabaseMeters meters) {
    this.primary = primary;
    this.followers = List.copyOf(followers);
    this.lagMax = lagMax;
    this.clock = clock;
    this.meters = meters;
    followers.forEach(follower -> meters.follow(follower, clock));
  }

  /**
   * Asks one that has what is needed.
   *
   * @throws Outage when none answers that could
   */
  public <T> Answer<T> ask(Need need, Function<ReadStore, T> question) throws Outage {
    return ask(need, question, _ -> true);
  }

  /**
   * The same, where only the answer itself shows whether a replica had it. What is not enough is
   * returned only when nobody has more.
   */
  public <T> Answer<T> ask(Need need, Function<ReadStore, T> question, Predicate<T> enough)
      throws Outage {
    Choice choice = choice(need);
    Optional<T> replicas = askReplicas(inTurn(choice.before()), question, enough);
    if (replicas.filter(enough).isPresent()) {
      return new Answer<>(replicas.get(), Answer.Source.REPLICA);
    }
    try {
      return new Answer<>(askPrimary(question), Answer.Source.PRIMARY);
    } catch (Outage e) {
      List<Integer> left =
          choice.after().stream().filter(one -> !choice.before().contains(one)).toList();
      Optional<T> alone = askReplicas(left, question, enough).filter(enough).or(() -> replicas);
      if (alone.isEmpty()) {
        throw e;
      }
      return new Answer<>(alone.get(), Answer.Source.REPLICA_ALONE);
    }
  }

  /** Whether a replica may be asked that has these writes, as far as is known without asking. */
  public boolean have(Collection<Position> writes) {
    return !choice(new Need.Writes(writes)).before().isEmpty();
  }

  /**
   * What the writer has applied, as the primary says; else a replica, of what it has itself.
   *
   * @throws Outage when nobody answers
   */
  public Map<Integer, Long> progress() throws Outage {
    try {
      return askPrimary(ReadStore::progress);
    } catch (Outage e) {
      for (int one : choice(new Need.Newest()).after()) {
        try {
          return followers.get(one).progress();
        } catch (Outage next) {
          e.addSuppressed(next);
        }
      }
      throw e;
    }
  }

  private Choice choice(Need need) {
    List<Standing> standings = followers.stream().map(Follower::standing).toList();
    return Choice.of(need, standings, clock.instant(), lagMax);
  }

  /** The equally good share the work. */
  private List<Integer> inTurn(List<Integer> equals) {
    if (equals.size() < 2) {
      return equals;
    }
    int first = Math.floorMod(turn.getAndIncrement(), equals.size());
    return IntStream.range(0, equals.size())
        .mapToObj(i -> equals.get((first + i) % equals.size()))
        .toList();
  }

  private <T> T askPrimary(Function<ReadStore, T> question) throws Outage {
    try {
      T answer = primary.ask(question);
      meters.primaryAnswered.increment();
      return answer;
    } catch (Outage e) {
      meters.primaryFailed.increment();
      throw e;
    }
  }

  /** The first answer that is enough, else the last that is not. */
  private <T> Optional<T> askReplicas(
      List<Integer> numbers, Function<ReadStore, T> question, Predicate<T> enough) {
    Optional<T> best = Optional.empty();
    for (int number : numbers) {
      try {
        T answer = followers.get(number).ask(question);
        best = Optional.of(answer);
        if (enough.test(answer)) {
          meters.replicaAnswered.increment();
          return best;
        }
        meters.replicaBehind.increment();
      } catch (Outage e) {
        meters.replicaFailed.increment();
      }
    }
    return best;
  }
}
