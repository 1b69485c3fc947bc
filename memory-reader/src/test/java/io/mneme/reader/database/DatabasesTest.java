package io.mneme.reader.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.platform.Outage;
import io.mneme.reader.FakeStore;
import io.mneme.reader.World;
import io.mneme.reader.guard.Guarded;
import io.mneme.schemas.Position;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.read.ReadStore;
import io.mneme.storage.read.Replica;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Who answers, of a primary and two replicas that were looked at once. */
class DatabasesTest {
  private final World world = new World();
  private final FakeStore first = new FakeStore();
  private final FakeStore second = new FakeStore();
  private final WrittenLog log = new WrittenLog();
  private final Follower follower = follower("first", first);
  private final Follower other = follower("second", second);
  private final Databases databases =
      new Databases(
          world.guardedStore,
          List.of(follower, other),
          Duration.ofMinutes(1),
          world.clock,
          new DatabaseMeters(world.meters));

  DatabasesTest() {
    log.saw(world.clock.instant(), 100);
  }

  @Test
  void theReplicasTakeTurns() throws Outage {
    look();

    for (int i = 0; i < 4; i++) {
      assertThat(ask(new Need.Recent()).source()).isEqualTo(Answer.Source.REPLICA);
    }

    assertThat(first.progressRead).hasValue(2 + 1);
    assertThat(second.progressRead).hasValue(2 + 1);
    assertThat(world.store.progressRead).hasValue(0);
  }

  @Test
  void aReplicaThatWasNotLookedAtIsAskedOnlyWithoutThePrimary() throws Outage {
    assertThat(ask(new Need.Recent()).source()).isEqualTo(Answer.Source.PRIMARY);

    world.store.down = true;

    assertThat(ask(new Need.Recent()).source()).isEqualTo(Answer.Source.REPLICA_ALONE);
  }

  @Test
  void whatIsNotEnoughIsAskedOfTheNextAndThenOfThePrimary() throws Outage {
    second.progress = Map.of(0, 5L);
    world.store.progress = Map.of(0, 9L);
    look();

    assertThat(atLeast(5)).isEqualTo(new Answer<>(Map.of(0, 5L), Answer.Source.REPLICA));
    assertThat(atLeast(9)).isEqualTo(new Answer<>(Map.of(0, 9L), Answer.Source.PRIMARY));
    world.store.down = true;
    assertThat(atLeast(9).source()).isEqualTo(Answer.Source.REPLICA_ALONE);
  }

  @Test
  void ownWritesAreNeverReadWhereTheyAreNot() throws Outage {
    first.progress = Map.of(0, 7L);
    second.progress = Map.of(0, 8L);
    look();
    Need writes = new Need.Writes(List.of(new Position(0, 7)));

    for (int i = 0; i < 4; i++) {
      assertThat(ask(writes)).isEqualTo(new Answer<>(Map.of(0, 8L), Answer.Source.REPLICA));
    }
    world.store.down = true;
    second.down = true;

    assertThatThrownBy(() -> ask(writes)).isInstanceOf(Outage.class);
  }

  @Test
  void withoutThePrimaryAReplicaSaysWhatItHasItself() throws Outage {
    world.store.down = true;
    first.progress = Map.of(0, 3L);
    second.down = true;

    assertThat(databases.progress()).isEqualTo(Map.of(0, 3L));
    assertThat(follower.standing().progress()).isEqualTo(Map.of(0, 3L));
  }

  @Test
  void aReplicaThatDoesNotAnswerOrFollowsNobodyIsNotCurrent() {
    look();
    assertThat(databases.have(List.of())).isTrue();

    first.down = true;
    second.down = true;
    look();

    assertThat(databases.have(List.of())).isFalse();
  }

  private void look() {
    follower.look(log);
    other.look(log);
  }

  private Answer<Map<Integer, Long>> ask(Need need) throws Outage {
    return databases.ask(need, ReadStore::progress);
  }

  private Answer<Map<Integer, Long>> atLeast(long next) throws Outage {
    return databases.ask(
        new Need.Recent(), ReadStore::progress, map -> map.getOrDefault(0, 0L) >= next);
  }

  private Follower follower(String name, FakeStore store) {
    Replica replica =
        new Replica() {
          @Override
          public ReadStore reads() {
            return store;
          }

          @Override
          public State state() {
            if (store.down) {
              throw new StoreUnavailable("the replica does not answer", new IOException("down"));
            }
            return new State(OptionalLong.of(100), store.progress());
          }
        };
    return new Follower(name, new Guarded<>(name, replica, world.breaker(name)));
  }
}
