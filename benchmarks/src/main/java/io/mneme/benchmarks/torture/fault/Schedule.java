package io.mneme.benchmarks.torture.fault;

import io.mneme.benchmarks.torture.world.EmbeddingEndpoint.Health;
import io.mneme.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which faults come, in which order: a seed's whole answer. */
public final class Schedule {
  private static final int COMMITS_UNTOLD = 3;
  private static final int STORM_TIMES = 3;
  private static final int FLUSHES = 10;
  private static final int BREAK_MILLIS_MAX = 3000;

  private static final List<Health> ILL =
      Arrays.stream(Health.values()).filter(health -> health != Health.WELL).toList();

  private final Random random;
  private final int writers;
  private final int gateways;
  private final int users;

  /**
   * A schedule.
   *
   * @param size of the world it is made for
   */
  public Schedule(long seed, Size size) {
    this.random = new Random(seed);
    this.writers = size.writers();
    this.gateways = size.gateways();
    this.users = size.users();
  }

  /** How many there are to hurt. */
  public record Size(int writers, int gateways, int users) {}

  /** The least a build has to survive: each kind once, some at a time, in the seed's order. */
  public List<List<Fault>> essential() {
    List<List<Fault>> strikes =
        new ArrayList<>(
            List.of(
                List.of(new GatewayFault(random.nextInt(gateways)), killedBroker()),
                List.of(killedWriter(), new ClientFault.Poison(random.nextInt(users)), again()),
                List.of(new WriterFault.Frozen(writer()), new RedisFault.Flushed(FLUSHES)),
                List.of(
                    new EmbedderFault(illness(), Duration.ofSeconds(2)),
                    new PostgresFault.Frozen(Duration.ofSeconds(2))),
                List.of(new PostgresFault.Stopped(Duration.ofSeconds(1))),
                List.of(new PostgresFault.CommitsUntold(COMMITS_UNTOLD))));
    Collections.shuffle(strikes, random);
    return strikes;
  }

  /** Each kind once, one at a time, in the seed's order. */
  public List<List<Fault>> kinds() {
    List<Fault> faults = oneOfEachKind();
    Collections.shuffle(faults, random);
    return faults.stream().map(List::of).toList();
  }

  private List<Fault> oneOfEachKind() {
    return new ArrayList<>(
        List.of(
            new GatewayFault(random.nextInt(gateways)),
            new WriterFault.Killed(writer()),
            killedWriter(),
            new WriterFault.Frozen(writer()),
            new WriterFault.Storm(writer(), STORM_TIMES),
            killedBroker(),
            new KafkaFault.Frozen(seconds(4, 9)),
            new PostgresFault.Stopped(seconds(1, 5)),
            new PostgresFault.Stopped(seconds(20, 30)),
            new PostgresFault.BackendKilled(),
            new PostgresFault.Frozen(seconds(2, 9)),
            new PostgresFault.CommitsUntold(COMMITS_UNTOLD),
            new RedisFault.Flushed(FLUSHES),
            new EmbedderFault(illness(), seconds(2, 5)),
            new ClientFault.Poison(random.nextInt(users)),
            again()));
  }

  /** Everything there is, two at a time where they hurt different things, in the seed's order. */
  public List<List<Fault>> everythingInPairs() {
    List<Fault> faults = oneOfEachKind();
    ILL.forEach(health -> faults.add(new EmbedderFault(health, seconds(2, 5))));
    WriterFault.KilledAt.STEPS.forEach(
        step -> faults.add(new WriterFault.KilledAt(writer(), step)));
    Collections.shuffle(faults, random);
    List<List<Fault>> strikes = new ArrayList<>();
    for (Fault next : faults) {
      List<Fault> last = strikes.isEmpty() ? List.of() : strikes.getLast();
      if (last.size() == 1 && victim(last.getFirst()) != victim(next)) {
        strikes.set(strikes.size() - 1, List.of(last.getFirst(), next));
      } else {
        strikes.add(List.of(next));
      }
    }
    return strikes;
  }

  /** Who writes to the log past the gateway needs the log. */
  private static Class<? extends Fault> victim(Fault fault) {
    return switch (fault) {
      case ClientFault _, KafkaFault _ -> KafkaFault.class;
      case EmbedderFault _ -> EmbedderFault.class;
      case GatewayFault _ -> GatewayFault.class;
      case PostgresFault _ -> PostgresFault.class;
      case RedisFault _ -> RedisFault.class;
      case WriterFault _ -> WriterFault.class;
    };
  }

  private Fault killedBroker() {
    return new KafkaFault.Killed(seconds(1, 3));
  }

  private Fault killedWriter() {
    int steps = WriterFault.KilledAt.STEPS.size();
    return new WriterFault.KilledAt(
        writer(), WriterFault.KilledAt.STEPS.get(random.nextInt(steps)));
  }

  private Fault again() {
    return new ClientFault.ProducedAgain(random.nextInt(Topics.PARTITIONS_DEFAULT));
  }

  /** How long the stack is left alone after a fault it has recovered from. */
  public Duration pause() {
    return Duration.ofMillis(random.nextInt(BREAK_MILLIS_MAX));
  }

  private int writer() {
    return random.nextInt(writers);
  }

  private Health illness() {
    return ILL.get(random.nextInt(ILL.size()));
  }

  private Duration seconds(int least, int most) {
    return Duration.ofSeconds(random.nextInt(least, most + 1));
  }
}
