package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static io.mneme.testkit.store.Samples.ADA;
import static io.mneme.testkit.store.Samples.BOB;
import static io.mneme.testkit.store.Samples.EVE;
import static io.mneme.testkit.store.Samples.START;
import static io.mneme.testkit.store.Samples.corrected;
import static io.mneme.testkit.store.Samples.fact;
import static io.mneme.testkit.store.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.read.ReadStore.SessionView;
import io.mneme.storage.redis.RedisCache;
import io.mneme.storage.redis.RedisConfig;
import io.mneme.testkit.Backends;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Redis remembers, what it must not bring back, and what its absence costs. */
final class RedisCacheIT {
  private static final String TRIP = "trip";

  private String url;
  private RedisCache cache;
  private RedisClient client;
  private RedisCommands<String, String> redis;

  @BeforeEach
  void open() {
    url = Backends.shared().redisUrl();
    cache = RedisCache.open(new RedisConfig(url, Duration.ofSeconds(2)));
    client = RedisClient.create(url);
    StatefulRedisConnection<String, String> connection = client.connect();
    redis = connection.sync();
  }

  @AfterEach
  void close() {
    cache.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
  }

  @Test
  void an_empty_redis_answers_nothing() {
    assertThat(cache.revision(ADA)).isEmpty();
    assertThat(cache.turns(ADA, TRIP, 10)).isEmpty();
    assertThat(cache.session(ADA, "s", START)).isEmpty();
    assertThat(cache.progress()).isEmpty();
    cache.ping();
  }

  @Test
  void a_written_batch_is_read_back() {
    Memory first = turn(ADA, at(0), TRIP, 0);
    Memory second = turn(ADA, at(1), TRIP, 1);

    write(
        batch(0, 0)
            .remember(first)
            .remember(second)
            .remember(fact(ADA, at(2), "no turn"))
            .session(ADA, "s", Map.of("locked", 1.0), START),
        Map.of(ADA, 3L));

    assertThat(cache.revision(ADA)).hasValue(3);
    assertThat(cache.turns(ADA, TRIP, 10))
        .contains(List.of(first.withoutVector(), second.withoutVector()));
    assertThat(cache.session(ADA, "s", START))
        .contains(new SessionView(Map.of("locked", 1.0), START, 4, Samples.eventId(at(3))));
  }

  @Test
  void nothing_crosses_subjects_whatever_their_users_are_called() {
    Subject sly = new Subject("acme", "ada}:turns:" + TRIP);
    Memory hers = turn(ADA, at(0), TRIP, 0);
    Memory his = turn(sly, at(1), "x", 0);
    write(batch(0, 0).remember(hers).remember(his), Map.of(ADA, 1L, sly, 1L));

    for (Subject other : List.of(BOB, EVE, sly)) {
      assertThat(cache.turns(other, TRIP, 10)).isEmpty();
    }
    assertThat(cache.turns(ADA, TRIP, 10)).contains(List.of(hers.withoutVector()));
    assertThat(cache.turns(sly, "x", 10)).contains(List.of(his.withoutVector()));
  }

  @Test
  void a_buffer_keeps_the_last_fifty_turns_and_says_when_that_is_not_enough() {
    writeTurns(0, 60);

    assertThat(turnNumbers(cache.turns(ADA, TRIP, 50)))
        .containsExactlyElementsOf(IntStream.range(10, 60).boxed().toList());
    assertThat(turnNumbers(cache.turns(ADA, TRIP, 3))).containsExactly(57, 58, 59);
    assertThat(cache.turns(ADA, TRIP, 51)).isEmpty();
  }

  @Test
  void a_buffer_that_began_late_or_has_a_gap_does_not_answer_for_what_it_has_not() {
    writeTurns(5, 8);
    assertThat(cache.turns(ADA, TRIP, 4)).isEmpty();
    assertThat(turnNumbers(cache.turns(ADA, TRIP, 3))).containsExactly(5, 6, 7);

    writeTurns(10, 12);
    assertThat(cache.turns(ADA, TRIP, 3)).isEmpty();
    assertThat(turnNumbers(cache.turns(ADA, TRIP, 2))).containsExactly(10, 11);
  }

  @Test
  void a_batch_written_twice_is_written_once() {
    writeTurns(0, 3);
    writeTurns(0, 3);

    assertThat(turnNumbers(cache.turns(ADA, TRIP, 10))).containsExactly(0, 1, 2);
  }

  @Test
  void a_corrected_turn_has_its_new_words() {
    Memory first = turn(ADA, at(0), TRIP, 0);
    Memory right = corrected(first, "the right words");
    write(batch(0, 0).remember(first), Map.of(ADA, 1L));

    write(batch(0, 1).revise(first, right), Map.of(ADA, 2L));

    assertThat(cache.turns(ADA, TRIP, 10)).contains(List.of(right.withoutVector()));
    assertThat(cache.revision(ADA)).hasValue(2);
  }

  @Test
  void a_corrected_turn_no_buffer_holds_makes_none() {
    Memory first = turn(ADA, at(0), TRIP, 0);

    write(batch(0, 9).revise(first, corrected(first, "right")), Map.of(ADA, 2L));

    assertThat(cache.turns(ADA, TRIP, 1)).isEmpty();
  }

  @Test
  void a_forgotten_memory_is_in_no_buffer() {
    Memory first = turn(ADA, at(0), TRIP, 0);
    write(batch(0, 0).remember(first).session(ADA, "s", Map.of(), START), Map.of(ADA, 1L));

    write(batch(0, 2).forget(first), Map.of(ADA, 2L));

    assertThat(cache.turns(ADA, TRIP, 10)).isEmpty();
    assertThat(cache.session(ADA, "s", START)).isPresent();
    assertThat(everything()).doesNotContain("turn 0 of");
  }

  @Test
  void an_erased_subject_leaves_no_word_behind_and_starts_anew() {
    Memory first = turn(ADA, at(0), TRIP, 0);
    write(
        batch(0, 0).remember(first).session(ADA, "s", Map.of("canary", "x"), START),
        Map.of(ADA, 1L));

    write(
        batch(0, 2)
            .erase(ADA, List.of(first.memoryId()))
            .session(ADA, "s2", Map.of("new", 1), START),
        Map.of(ADA, 2L));

    assertThat(cache.turns(ADA, TRIP, 10)).isEmpty();
    assertThat(cache.session(ADA, "s", START)).isEmpty();
    assertThat(cache.session(ADA, "s2", START)).isPresent();
    assertThat(everything()).doesNotContain("canary").doesNotContain("turn 0 of");
  }

  @Test
  void a_worker_that_comes_too_late_brings_nothing_back() {
    Memory first = turn(ADA, at(0), TRIP, 0);
    BatchBuilder late = batch(0, 0).remember(first).session(ADA, "s", Map.of("old", 1), START);
    write(late, Map.of(ADA, 1L));
    write(batch(0, 2).erase(ADA, List.of(first.memoryId())), Map.of(ADA, 2L));

    write(late, Map.of(ADA, 1L));

    assertThat(cache.revision(ADA)).hasValue(2);
    assertThat(cache.turns(ADA, TRIP, 10)).isEmpty();
    assertThat(cache.session(ADA, "s", START)).isEmpty();
    assertThat(everything()).doesNotContain("turn 0 of");
  }

  @Test
  void an_outdated_subject_is_asked_of_the_store_again() {
    write(
        batch(0, 0)
            .remember(turn(ADA, at(0), TRIP, 0))
            .remember(turn(BOB, at(1), TRIP, 0))
            .session(ADA, "s", Map.of(), START),
        Map.of(ADA, 1L, BOB, 1L));

    cache.outdate(Set.of(ADA));
    cache.outdate(Set.of());

    assertThat(cache.revision(ADA)).isEmpty();
    assertThat(cache.turns(ADA, TRIP, 1)).isEmpty();
    assertThat(cache.session(ADA, "s", START)).isEmpty();
    assertThat(cache.revision(BOB)).hasValue(1);
    assertThat(cache.turns(BOB, TRIP, 1)).isPresent();
  }

  @Test
  void what_eviction_takes_is_missing_and_never_wrong() {
    writeTurns(0, 3);
    redis.del("mneme:{acme/ada}:conversations");
    assertThat(cache.turns(ADA, TRIP, 2)).isEmpty();

    writeTurns(3, 4);

    assertThat(cache.turns(ADA, TRIP, 2)).isEmpty();
    assertThat(turnNumbers(cache.turns(ADA, TRIP, 1))).containsExactly(3);
  }

  @Test
  void progress_never_goes_back() {
    cache.progress(Map.of(0, 5L, 1, 7L));
    cache.progress(Map.of(0, 3L, 2, 1L));
    cache.progress(Map.of());

    assertThat(cache.progress()).containsOnly(Map.entry(0, 5L), Map.entry(1, 7L), Map.entry(2, 1L));
  }

  @Test
  void a_revision_never_goes_back() {
    write(batch(0, 0).remember(fact(ADA, at(0), "a")), Map.of(ADA, 9L));
    write(batch(0, 1).remember(fact(ADA, at(1), "b")), Map.of(ADA, 8L));

    assertThat(cache.revision(ADA)).hasValue(9);
  }

  @Test
  void a_session_is_not_served_a_day_after_its_last_write() {
    write(batch(0, 0).session(ADA, "s", Map.of(), START), Map.of());

    assertThat(cache.session(ADA, "s", START.plus(Duration.ofDays(1)).minusMillis(1))).isPresent();
    assertThat(cache.session(ADA, "s", START.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void nothing_stays_for_ever_but_the_progress() {
    write(
        batch(0, 0).remember(turn(ADA, at(0), TRIP, 0)).session(ADA, "s", Map.of(), START),
        Map.of(ADA, 1L));
    cache.progress(Map.of(0, 1L));

    assertThat(redis.keys("*"))
        .hasSize(7)
        .allSatisfy(key -> {
          if (!key.equals("mneme:progress")) {
            assertThat(redis.pttl(key)).as(key).isPositive();
          }
        });
    assertThat(redis.pttl("mneme:{acme/ada}:revision"))
        .isLessThanOrEqualTo(RedisCache.REVISION_HELD.toMillis());
  }

  @Test
  void emptied_at_any_moment_it_goes_on() {
    writeTurns(0, 3);
    redis.flushdb();
    redis.scriptFlush();

    assertThat(cache.turns(ADA, TRIP, 3)).isEmpty();
    writeTurns(3, 5);

    assertThat(turnNumbers(cache.turns(ADA, TRIP, 2))).containsExactly(3, 4);
    assertThat(cache.turns(ADA, TRIP, 3)).isEmpty();
  }

  @Test
  void a_batch_of_thousands_of_subjects_is_written() {
    BatchBuilder many = batch(0, 0);
    for (int i = 0; i < 2_000; i++) {
      many.remember(turn(new Subject("acme", "user-" + i), at(i), TRIP, 0));
    }

    write(many, Map.of());

    assertThat(cache.turns(new Subject("acme", "user-1999"), TRIP, 1)).isPresent();
  }

  @Test
  void what_cannot_be_read_is_passed_over() {
    writeTurns(0, 1);
    redis.zadd("mneme:{acme/ada}:turns:" + TRIP, 1, "{ not json");

    assertThat(cache.turns(ADA, TRIP, 2)).isEmpty();
  }

  @Test
  void a_redis_that_is_not_there_is_an_outage_soon() {
    try (RedisCache nowhere = RedisCache.open(RedisConfig.of("redis://127.0.0.1:1"))) {
      long start = System.nanoTime();

      assertThatThrownBy(() -> nowhere.revision(ADA)).isInstanceOf(StoreUnavailable.class);
      assertThatThrownBy(() -> nowhere.progress(Map.of(0, 1L)))
          .isInstanceOf(StoreUnavailable.class);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  // ---- helpers

  private static Position at(long offset) {
    return new Position(0, offset);
  }

  private void write(BatchBuilder batch, Map<Subject, Long> revisions) {
    cache.write(batch.build(), revisions);
  }

  private void writeTurns(int from, int to) {
    BatchBuilder turns = batch(0, from);
    for (int i = from; i < to; i++) {
      turns.remember(turn(ADA, at(i), TRIP, i));
    }
    write(turns, Map.of(ADA, (long) to));
  }

  private static List<Integer> turnNumbers(Optional<List<Memory>> turns) {
    return turns.orElseThrow().stream()
        .map(m -> Optional.ofNullable(m.content().turn()).orElseThrow())
        .toList();
  }

  /** Every value in Redis, as text. */
  private String everything() {
    StringBuilder all = new StringBuilder();
    for (String key : redis.keys("*")) {
      all.append(key).append(' ');
      switch (redis.type(key)) {
        case "string" -> all.append(redis.get(key));
        case "zset" -> all.append(redis.zrange(key, 0, -1));
        case "set" -> all.append(redis.smembers(key));
        default -> all.append(redis.hgetall(key));
      }
      all.append('\n');
    }
    return all.toString();
  }
}
