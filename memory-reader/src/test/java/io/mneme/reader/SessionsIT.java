package io.mneme.reader;

import static io.mneme.reader.RunningReader.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.mneme.schemas.Subject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Session states as HTTP has them, and what became of their conditional writes. */
class SessionsIT {
  @TempDir static Path objects;

  private static RunningReader reader;

  @BeforeAll
  static void start() throws Exception {
    reader = new RunningReader(objects);
  }

  @AfterAll
  static void stop() {
    reader.close();
  }

  @Test
  void aSessionHasTheETagOfItsLastWriteAndIsNotSentToWhoHasIt() throws Exception {
    Subject subject = new Subject("acme", "etags");
    String path = "/v1/sessions/s?user=etags";
    reader.ingest.touch(subject, "s", Map.of("n", 1), Instant.now());
    HttpResponse<String> first = reader.get(reader.acme, path);
    String etag = first.headers().firstValue("etag").orElseThrow();
    flushRedis();
    HttpResponse<String> stored = reader.get(reader.acme, path);
    HttpResponse<String> known = reader.get(reader.acme, path, "If-None-Match", etag);
    reader.ingest.touch(subject, "s", Map.of("n", 2), Instant.now());
    HttpResponse<String> moved = reader.get(reader.acme, path, "If-None-Match", etag);

    assertThat(etag).matches("\"[0-9a-f-]{36}\"");
    assertThat(stored.headers().firstValue("etag")).contains(etag);
    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(known.headers().firstValue("etag")).contains(etag);
    assertThat(known.body()).isEmpty();
    assertThat(moved.statusCode()).isEqualTo(200);
    assertThat(moved.headers().firstValue("etag")).isPresent().isNotEqualTo(Optional.of(etag));
    assertThat(json(moved).at("/state/n").asInt()).isEqualTo(2);
  }

  @Test
  void whatBecameOfAConditionalWriteIsToldItsUserAlone() throws Exception {
    UUID write = reader.ingest.refuse(new Subject("acme", "verdicts"), "s");
    String path = "/v1/sessions/%s/writes/" + write + "?user=%s";

    JsonNode verdict = json(reader.get(reader.acme, path.formatted("s", "verdicts")));

    assertThat(verdict.at("/outcome").asText()).isEqualTo("refused");
    assertThat(verdict.has("current")).isFalse();
    for (String other : List.of(path.formatted("s", "mira"), path.formatted("t", "verdicts"))) {
      assertThat(reader.get(reader.acme, other).statusCode()).as(other).isEqualTo(404);
    }
    assertThat(reader.get(reader.zeta, path.formatted("s", "verdicts")).statusCode())
        .isEqualTo(404);
    HttpResponse<String> early =
        reader.get(
            reader.acme,
            "/v1/sessions/s/writes/" + new UUID(1, 2) + "?user=verdicts",
            "Mneme-After",
            reader.ingest.following().toString());
    assertThat(early.statusCode()).isEqualTo(404);
    assertThat(early.headers().firstValue("mneme-consistency")).contains("stale");
  }

  private static void flushRedis() {
    try (RedisClient client = RedisClient.create(reader.addresses.redisUrl());
        StatefulRedisConnection<String, String> redis = client.connect()) {
      redis.sync().flushall();
    }
  }
}
