package io.mneme.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.cli.MnemeMain;
import io.mneme.schemas.Headers;
import io.mneme.schemas.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A change between two real models, with users who go on talking and asking all the while. */
class ReembedIT {
  private static final String OLD = "all-minilm-l6-v2-q/1";
  private static final String NEW = "bge-small-en-v15-q/1";
  private static final int USERS = 6;

  /** The first model; and on a busy machine a slow Redis is no news, everything else would be. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "MNEME_EMBEDDER_MODEL", OLD,
          "MNEME_REDIS_COMMAND_MAX", "2s",
          "MNEME_POSTGRES_ACQUIRE_MAX", "5s");

  private static final List<String> TOPICS =
      List.of(
          "The bakery on %d Mill Street opens at seven in the morning",
          "My sister Clara won %d marathons in Norway",
          "The password of the garden gate is under pot number %d",
          "We watched %d dolphins from the ferry to Skye",
          "Doctor Huang moved my appointment to room %d",
          "The blue bicycle cost %d euros at the flea market");

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> said = new CopyOnWriteArrayList<>();

  private record Ran(int exit, String out) {}

  private static Ran mneme(RunningStack stack, String... words) {
    StringWriter out = new StringWriter();
    String[] arguments =
        Stream.concat(Stream.of(words), Stream.of("--data", stack.data().toString()))
            .toArray(String[]::new);
    int exit = MnemeMain.commandLine().setOut(new PrintWriter(out)).execute(arguments);
    return new Ran(exit, out.toString());
  }

  @Test
  void everyQuestionIsAnsweredInFullBeforeWithinAndAfterTheChange() throws Exception {
    try (RunningStack stack = new RunningStack(SETTINGS)) {
      ingestWhatIsKnown(stack);
      assertThat(mneme(stack, "status").out()).contains("The vectors are of " + OLD);
      List<JsonNode> answers = new CopyOnWriteArrayList<>();
      AtomicBoolean done = new AtomicBoolean();
      Ran ran;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<?> talking = threads.submit(() -> talkUntil(done, stack));
        List<Future<?>> asking = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
          int asker = user;
          asking.add(threads.submit(() -> askUntil(done, stack, asker, answers)));
        }
        try {
          ran = mneme(stack, "reembed", "--model", "bge-small-en-v15-q", "--json");
          assertThat(ran.exit()).as(ran.out()).isZero();
          awaitModel(stack, NEW);
        } finally {
          done.set(true);
        }
        talking.get();
        for (Future<?> one : asking) {
          one.get();
        }
      }
      JsonNode outcome = Json.mapper().readTree(ran.out());
      assertThat(outcome.path("outcome").asText()).isEqualTo("reembedded");
      assertThat(outcome.path("model_before").asText()).isEqualTo(OLD);
      assertThat(outcome.path("embedded").asLong())
          .isGreaterThanOrEqualTo((long) USERS * TOPICS.size());
      assertThat(answers).extracting(a -> a.path("model").asText()).contains(OLD, NEW);
      assertNothingIsLost(stack);
      assertThat(mneme(stack, "status", "--json").out()).contains("\"model\" : \"" + NEW + "\"");

      assertThat(mneme(stack, "reembed", "--model", NEW).out())
          .contains(NEW + " is the model already. Nothing was changed.");
      assertThat(mneme(stack, "reembed", "--model", "gpt").exit()).isPositive();
    }
  }

  private static String known(int user, int topic) {
    return TOPICS.get(topic).formatted(100 * user + topic);
  }

  private void ingestWhatIsKnown(RunningStack stack) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      for (int topic = 0; topic < TOPICS.size(); topic++) {
        lines.add(turn(user, "known", known(user, topic)).toString());
      }
    }
    Path file = Files.write(stack.data().resolve("known.ndjson"), lines);
    Ran ran = mneme(stack, "ingest", file.toString(), "--wait");
    assertThat(ran.exit()).as(ran.out()).isZero();
  }

  private static ObjectNode turn(int user, String conversation, String text) {
    return Json.mapper()
        .createObjectNode()
        .put("user", "user-" + user)
        .put("conversation", conversation)
        .put("role", "user")
        .put("text", text);
  }

  private Void talkUntil(AtomicBoolean done, RunningStack stack) throws Exception {
    for (int n = 0; !done.get(); n++) {
      String text = "While the model is changed I think of number " + n;
      HttpResponse<String> answer = post(stack, "/v1/events", turn(n % USERS, "meanwhile", text));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      said.add(text);
      Thread.sleep(Duration.ofMillis(20));
    }
    return null;
  }

  /** No error, no degraded marker, the right memory among the best, and no way back to the old. */
  private Void askUntil(AtomicBoolean done, RunningStack stack, int user, List<JsonNode> answers)
      throws Exception {
    String before = OLD;
    for (int n = 0; !done.get(); n++) {
      JsonNode answer = recall(stack, user, known(user, n % TOPICS.size()));
      String model = answer.path("model").asText();
      assertThat(before.equals(NEW) ? List.of(NEW) : List.of(OLD, NEW)).contains(model);
      before = model;
      answers.add(answer);
      Thread.sleep(Duration.ofMillis(10));
    }
    return null;
  }

  private JsonNode recall(RunningStack stack, int user, String text) throws Exception {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("user", "user-" + user).put("query", text).put("k", 5);
    HttpResponse<String> response = post(stack, "/v1/recall", body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue(Headers.DEGRADATION))
        .as(response.body())
        .contains("L0");
    JsonNode answer = Json.mapper().readTree(response.body());
    assertThat(answer.path("memories").path(0).path("text").asText()).isEqualTo(text);
    assertThat(answer.path("memories").path(0).path("why").findValuesAsText("source"))
        .as("found by meaning too: %s", response.body())
        .contains("tokens");
    return answer;
  }

  private void awaitModel(RunningStack stack, String model) throws Exception {
    Map<Integer, String> models = new HashMap<>();
    for (int user = 0; user < USERS; user++) {
      models.put(user, recall(stack, user, known(user, 0)).path("model").asText());
    }
    assertThat(models.values()).as("when the command has ended").containsOnly(model);
  }

  private void assertNothingIsLost(RunningStack stack) throws Exception {
    long expected = USERS * (long) TOPICS.size() + said.size();
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    List<String> kept = kept(stack);
    while (kept.size() < expected && System.nanoTime() < deadline) {
      Thread.sleep(Duration.ofMillis(200));
      kept = kept(stack);
    }
    assertThat(kept).hasSize((int) expected).containsAll(said);
    for (int user = 0; user < USERS; user++) {
      for (int topic = 0; topic < TOPICS.size(); topic++) {
        assertThat(recall(stack, user, known(user, topic)).path("model").asText()).isEqualTo(NEW);
      }
    }
  }

  private static List<String> kept(RunningStack stack) throws Exception {
    List<String> texts = new ArrayList<>();
    try (var client = stack.client("dev")) {
      for (int user = 0; user < USERS; user++) {
        client.listAll("user-" + user).forEach(memory -> texts.add(memory.text()));
      }
    }
    return texts;
  }

  private HttpResponse<String> post(RunningStack stack, String path, JsonNode body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(stack.url() + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + stack.key())
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
