package io.mneme.reader;

import static io.mneme.reader.RunningReader.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.testkit.Backends;
import io.mneme.testkit.ProcessControl;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ladder, down and up again, by ending the processes an answer is made with. */
class DegradationIT {
  /** More than a request may wait: for its writes, for a connection, for Redis, and on a pause. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

  /** The breakers' times open, and three requests to close them. */
  private static final Duration REDIS_BACK_MAX = Duration.ofSeconds(15);

  private static final Duration ALL_BACK_MAX = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int TIMED = 200;
  private static final String USER = "ladder";

  @TempDir static Path objects;

  private static Backends backends;
  private static QuestionEndpoint embedder;
  private static RunningReader reader;
  private static Position written;
  private static int asked;

  @BeforeAll
  static void start() throws Exception {
    backends = Backends.own();
    embedder = new QuestionEndpoint();
    reader =
        new RunningReader(
            backends,
            objects,
            Map.of(
                "mneme.redis.command-max", "500ms",
                "mneme.reader.wait-max", "1s",
                "mneme.breaker.postgres-open-for", "3s",
                "mneme.breaker.embedder-open-for", "3s",
                "mneme.embedder.kind", "http",
                "mneme.embedder.url", embedder.url(),
                "mneme.embedder.model", Ingest.EMBEDDER.model(),
                "mneme.embedder.dimensions", "384"),
            _ -> "");
    Subject subject = new Subject("acme", USER);
    written =
        reader.ingest.write(
            Remembered.text("Mira drinks green tea").of(subject).turn("c", 0),
            Remembered.text("My bicycle is red").of(subject).turn("c", 1));
    reader.ingest.write(Remembered.text("nobody asked").of(new Subject("acme", "unheld")));
  }

  @AfterAll
  static void stop() {
    reader.close();
    embedder.close();
    backends.close();
  }

  @Test
  void withoutRedisAnswersAreTheSameAndSayL1() throws Exception {
    ProcessControl redis = backends.redis().orElseThrow();
    JsonNode before = stands("L0", recall());
    String was = percentile99();

    redis.kill();

    JsonNode answer = await("L1", REDIS_BACK_MAX);
    assertThat(texts(answer)).isEqualTo(texts(before));
    assertThat(answer.at("/notices/0").asText()).contains("Redis");
    assertThat(counted("L1")).isPositive();
    System.out.println("p99 with Redis " + was + ", without " + percentile99());
    assertThat(health()).contains("redis").contains("degraded");
    assertThat(consistency(ownWrites())).isEqualTo("applied");
    redis.restart();
    assertThat(texts(await("L0", REDIS_BACK_MAX))).isEqualTo(texts(before));
  }

  @Test
  void withoutPostgresWhatIsHeldAnswersAndWithoutTheEmbedderWordsDo() throws Exception {
    ProcessControl postgres = backends.postgres().orElseThrow();
    JsonNode before = stands("L0", ownWrites());
    assertThat(before.at("/memories").toString()).contains("\"vector\"");
    assertThat(before.at("/consistency").asText()).isEqualTo("applied");
    String was = percentile99("Mneme-After", written.toString());

    postgres.kill();

    JsonNode held = stands("L2", ownWrites());
    assertThat(texts(held)).isEqualTo(texts(before));
    assertThat(held.at("/consistency").asText()).isEqualTo("stale");
    assertThat(held.at("/notices/0").asText()).contains("PostgreSQL");
    HttpResponse<String> unheld = reader.recall(reader.acme, "unheld", "who?", "");
    assertThat(unheld.statusCode()).isEqualTo(503);
    assertThat(unheld.headers().firstValue("mneme-degradation")).contains("L4");
    assertThat(unheld.headers().firstValue("retry-after")).isPresent();
    System.out.println(
        "p99 with PostgreSQL "
            + was
            + ", without "
            + percentile99("Mneme-After", written.toString()));
    assertThat(health()).contains("degraded").contains("open");

    embedder.goAway();

    JsonNode words = stands("L3", ownWrites());
    assertThat(texts(words)).contains("My bicycle is red");
    assertThat(words.at("/memories").toString()).doesNotContain("\"vector\"");
    assertThat(counted("L2")).isPositive();
    assertThat(counted("L3")).isPositive();
    postgres.restart();
    JsonNode byWords = awaitOwnWrites("L1");
    assertThat(byWords.at("/memories").toString()).doesNotContain("\"vector\"");
    assertThat(byWords.at("/consistency").asText()).isEqualTo("applied");
    embedder.comeBack();
    assertThat(texts(awaitOwnWrites("L0"))).isEqualTo(texts(before));
  }

  private static HttpResponse<String> recall(String... headers) throws Exception {
    long began = System.nanoTime();
    // no question twice: the vectors of questions are remembered
    HttpResponse<String> response =
        reader.recall(reader.acme, USER, "bicycle " + asked++, "", headers);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ANSWER_MAX);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response;
  }

  private static HttpResponse<String> ownWrites() throws Exception {
    return recall("Mneme-After", written.toString());
  }

  /** The body of an answer whose header and body say this step. */
  private static JsonNode stands(String step, HttpResponse<String> response) throws Exception {
    assertThat(response.headers().firstValue("mneme-degradation")).contains(step);
    assertThat(json(response).at("/degradation").asText()).isEqualTo(step);
    return json(response);
  }

  private static JsonNode awaitOwnWrites(String step) throws Exception {
    return await(step, ALL_BACK_MAX, "Mneme-After", written.toString());
  }

  private static JsonNode await(String step, Duration max, String... headers) throws Exception {
    long end = System.nanoTime() + max.toNanos();
    HttpResponse<String> response = recall(headers);
    while (!response.headers().firstValue("mneme-degradation").orElse("").equals(step)
        && System.nanoTime() < end) {
      Thread.sleep(PAUSE);
      response = recall(headers);
    }
    return stands(step, response);
  }

  private static String percentile99(String... headers) throws Exception {
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < TIMED; i++) {
      long began = System.nanoTime();
      recall(headers);
      micros.add((System.nanoTime() - began) / 1_000);
    }
    micros.sort(null);
    return micros.get(TIMED * 99 / 100) / 1e3 + " ms";
  }

  private static String consistency(HttpResponse<String> response) {
    return response.headers().firstValue("mneme-consistency").orElse("");
  }

  private static String health() throws Exception {
    return reader.get("", "/health/detailed").body();
  }

  private static double counted(String step) throws Exception {
    return reader
        .get("", "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("mneme_reader_answers_total"))
        .filter(line -> line.contains("level=\"" + step + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static List<String> texts(JsonNode answer) {
    return StreamSupport.stream(answer.at("/memories").spliterator(), false)
        .map(memory -> memory.path("text").asText())
        .toList();
  }
}
