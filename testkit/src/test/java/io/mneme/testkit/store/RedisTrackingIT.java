package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static io.mneme.testkit.store.Samples.ADA;
import static io.mneme.testkit.store.Samples.BOB;
import static io.mneme.testkit.store.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.read.TrackedRevision;
import io.mneme.storage.redis.RedisCache;
import io.mneme.storage.redis.RedisConfig;
import io.mneme.storage.redis.RedisTracking;
import io.mneme.testkit.Backends;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be held, and everything that must take it away. */
final class RedisTrackingIT {
  private static final Duration SILENCE = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private RedisCache cache;
  private RedisTracking tracking;
  private RedisClient client;
  private RedisCommands<String, String> redis;

  @BeforeEach
  void open() {
    RedisConfig config = new RedisConfig(Backends.shared().redisUrl(), Duration.ofSeconds(2));
    cache = RedisCache.open(config);
    tracking = RedisTracking.open(config);
    client = RedisClient.create(config.url());
    redis = client.connect().sync();
    eventually(tracking::isTold);
  }

  @AfterEach
  void close() {
    tracking.close();
    cache.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
  }

  @Test
  void what_was_asked_for_is_held_until_the_writer_tells_of_a_change() {
    write(7);
    TrackedRevision asked = tracking.ask(ADA).orElseThrow();
    assertThat(asked.revision()).hasValue(7);
    assertThat(tracking.held(ADA)).containsSame(asked);
    assertThat(tracking.held(BOB)).isEmpty();

    write(8);

    eventually(() -> tracking.held(ADA).isEmpty());
    assertThat(tracking.ask(ADA).orElseThrow().revision()).hasValue(8);
  }

  @Test
  void what_redis_does_not_know_is_held_once_the_store_was_asked() {
    holdFromStore(ADA, 3);
    assertThat(tracking.held(ADA).orElseThrow().revision()).hasValue(3);

    write(4);

    eventually(() -> tracking.held(ADA).isEmpty());
  }

  @Test
  void a_subject_that_redis_does_not_know_can_be_outdated() {
    holdFromStore(ADA, 3);

    cache.outdate(Set.of(ADA));

    eventually(() -> tracking.held(ADA).isEmpty());
  }

  @Test
  void every_subject_can_be_outdated_twice_in_a_row() {
    holdFromStore(ADA, 3);
    cache.outdateEverySubject();
    eventually(() -> tracking.held(ADA).isEmpty());
    holdFromStore(ADA, 3);

    cache.outdateEverySubject();

    eventually(() -> tracking.held(ADA).isEmpty());
  }

  @Test
  void an_emptied_redis_leaves_nothing_held() {
    write(7);
    tracking.ask(ADA);

    redis.flushall();

    eventually(() -> tracking.held(ADA).isEmpty());
    assertThat(tracking.ask(ADA).orElseThrow().revision()).isEmpty();
  }

  @Test
  void an_answer_that_a_change_overtook_is_not_held() {
    TrackedRevision asked = tracking.ask(ADA).orElseThrow();
    write(9);
    eventually(() -> tracking.ask(ADA).orElseThrow().revision().isPresent());

    asked.is(8); // the store was read before the change, and answers only now

    assertThat(tracking.held(ADA).orElseThrow().revision()).hasValue(9);
  }

  @Test
  void with_the_connection_everything_held_is_gone() {
    write(7);
    tracking.ask(ADA);
    assertThat(tracking.held(ADA)).isPresent();

    redis.clientKill(KillArgs.Builder.typeNormal().skipme());

    eventually(() -> tracking.held(ADA).isEmpty());
    eventually(tracking::isTold);
    assertThat(tracking.held(ADA)).isEmpty();
    assertThat(tracking.ask(ADA).orElseThrow().revision()).hasValue(7);
  }

  @Test
  void a_redis_that_falls_silent_is_not_relied_on() {
    write(7);
    tracking.ask(ADA);
    assertThat(tracking.held(ADA)).isPresent();

    long start = System.nanoTime();
    redis.clientPause(SILENCE.toMillis());
    eventually(() -> tracking.held(ADA).isEmpty());

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SILENCE);
  }

  private void holdFromStore(Subject subject, long revision) {
    TrackedRevision asked = tracking.ask(subject).orElseThrow();
    assertThat(asked.revision()).isEmpty();
    assertThat(tracking.held(subject)).isEmpty();
    asked.is(revision);
    assertThat(tracking.held(subject)).containsSame(asked);
  }

  private void write(long revision) {
    Memory said = turn(ADA, new Position(0, revision), "trip", 0);
    cache.write(batch(0, revision).remember(said).build(), Map.of(ADA, revision));
  }

  private static void eventually(BooleanSupplier so) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
