package io.mneme.reader;

import static io.mneme.reader.RunningReader.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.testkit.Backends;
import io.mneme.testkit.ProcessControl;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise 6: writes and forgettings, each followed at once by a read with its position from another
 * instance, while Redis is emptied, frozen and killed and is told of few of them.
 */
class FreshnessIT {
  private static final int WRITES = Integer.getInteger("freshness.writes", 300);
  private static final long SEED = Long.getLong("freshness.seed", 1);
  private static final int SUBJECTS = 12;
  private static final int FORGETTINGS_OF_HUNDRED = 30;
  private static final int K_MAX = 100;

  @TempDir static Path objects;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Map<Subject, Set<UUID>> kept = new HashMap<>();

  @Test
  void noAnswerMarkedAppliedMissesItsWriteOrHoldsWhatWasForgotten() throws Exception {
    try (Backends backends = Backends.own();
        RunningReader first =
            new RunningReader(
                backends, objects, Map.of("mneme.redis.command-max", "200ms"), _ -> "");
        RunningReader second = first.another()) {
      ProcessControl redis = backends.redis().orElseThrow();
      for (int i = 0; i < WRITES; i++) {
        hurt(i, redis, first.addresses.redisUrl());
        Subject subject = new Subject("acme", "fresh-" + random.nextInt(SUBJECTS));
        boolean isTold = i < WRITES * 2 / 5 && random.nextBoolean();
        Position position = change(first.ingest, subject, isTold);
        holds(i % 2 == 0 ? second : first, subject, position);
      }
    }
  }

  /** A fifth each: well, emptied at every tenth, frozen, killed, back again. */
  private static void hurt(int i, ProcessControl redis, String url) {
    if (i == WRITES * 2 / 5) {
      redis.freeze();
    } else if (i == WRITES * 3 / 5) {
      redis.thaw();
      redis.kill();
    } else if (i == WRITES * 4 / 5) {
      redis.restart();
    } else if (redisListens(i) && i % 10 == 0) {
      try (RedisClient client = RedisClient.create(url);
          StatefulRedisConnection<String, String> connection = client.connect()) {
        connection.sync().flushall();
      }
    }
  }

  private static boolean redisListens(int i) {
    return i < WRITES * 2 / 5 || i >= WRITES * 4 / 5;
  }

  private Position change(Ingest ingest, Subject subject, boolean isTold) {
    Set<UUID> memories = kept.computeIfAbsent(subject, _ -> new TreeSet<>());
    boolean isFull = memories.size() == K_MAX;
    if (!memories.isEmpty() && (isFull || random.nextInt(100) < FORGETTINGS_OF_HUNDRED)) {
      UUID one = memories.iterator().next();
      memories.remove(one);
      return ingest.forgetUntold(subject, one);
    }
    Remembered one = Remembered.text("tea " + ingest.following().offset()).of(subject);
    Position position = isTold ? ingest.write(one) : ingest.writeUntold(one);
    memories.add(one.id());
    return position;
  }

  private void holds(RunningReader reader, Subject subject, Position position) throws Exception {
    HttpResponse<String> response =
        reader.recall(
            reader.acme,
            subject.user(),
            "tea",
            ",\"k\":" + K_MAX,
            "Mneme-After",
            position.toString());
    JsonNode answer = json(response);
    // PostgreSQL is well and everything is applied: no answer may say otherwise either
    assertThat(answer.at("/consistency").asText()).as("%s", position).isEqualTo("applied");
    assertThat(ids(answer)).as("seed %d, %s", SEED, position).isEqualTo(kept.get(subject));
  }

  private static Set<UUID> ids(JsonNode answer) {
    return StreamSupport.stream(answer.at("/memories").spliterator(), false)
        .map(memory -> UUID.fromString(memory.path("memory_id").asText()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
