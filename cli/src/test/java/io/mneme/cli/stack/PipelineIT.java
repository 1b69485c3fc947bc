package io.mneme.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.cli.MnemeMain;
import io.mneme.cli.client.Listing;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.Owner;
import io.mneme.cli.client.RecalledMemory;
import io.mneme.cli.ingest.Application;
import io.mneme.cli.ingest.FileItem;
import io.mneme.cli.ingest.IngestLimits;
import io.mneme.cli.ingest.IngestTally;
import io.mneme.cli.ingest.Ingestion;
import io.mneme.cli.ingest.OutgoingEvent;
import io.mneme.schemas.Headers;
import io.mneme.schemas.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pipeline as its users meet it: real processes, real servers, HTTP from outside. */
class PipelineIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Path SAMPLE = Path.of("..", "docs", "samples", "garden.ndjson");

  private static RunningStack stack;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void bringUp() {
    stack = RunningStack.shared();
  }

  private record Ran(int exit, String out, String err) {}

  private static Ran mneme(String key, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] arguments =
        Stream.concat(Stream.of(words), Stream.of("--url", stack.url(), "--key", key))
            .toArray(String[]::new);
    int exit =
        MnemeMain.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Ran(exit, out.toString(), err.toString());
  }

  @Test
  void sampleIsIngestedAndItsSurpriseRecalled() {
    Ran ingested = mneme(stack.key(), "ingest", SAMPLE.toString(), "--user", "ana", "--wait");
    Ran recalled = mneme(stack.key(), "recall", "--user", "ana", "what is Lea's surprise?");
    Ran before =
        mneme(stack.key(), "recall", "--user", "ana", "--as-of", "2020-01-01T00:00:00Z", "Lea?");

    assertThat(ingested.err()).isEmpty();
    assertThat(ingested.exit()).isZero();
    assertThat(before.exit()).as(before.err()).isZero();
    assertThat(before.out()).contains("Nothing is remembered");
    assertThat(recalled.exit()).isZero();
    assertThat(recalled.out().replaceAll("\\s+", " ")).contains("red bicycle");
  }

  @Test
  void fileSentTwiceIsStoredOnce() throws Exception {
    String key = stack.newKey("twice");
    try (MnemeClient client = stack.client("twice")) {
      mneme(key, "ingest", SAMPLE.toString(), "--user", "ana", "--wait");
      long once = client.listAll("ana").size();

      Ran again = mneme(key, "ingest", SAMPLE.toString(), "--user", "ana", "--wait");

      assertThat(again.exit()).isZero();
      assertThat(once).isEqualTo(Files.readAllLines(SAMPLE).size());
      assertThat(client.listAll("ana")).hasSize((int) once);
    }
  }

  @Test
  void anotherTenantSeesNothing() throws Exception {
    try (MnemeClient owner = stack.client("owner");
        MnemeClient stranger = stack.client("stranger")) {
      load(owner, turns("ana", 3));
      RecalledMemory secret = owner.listAll("ana").getFirst();

      assertThat(stranger.listAll("ana")).isEmpty();
      assertThat(stranger.recall("ana", secret.text(), 10).memories()).isEmpty();
      assertThat(get("/v1/memories/" + secret.memoryId() + "?user=ana", "stranger").statusCode())
          .isEqualTo(404);
      assertThat(get("/v1/memories/" + secret.memoryId() + "?user=ana", "owner").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void writerKilledInTheMiddleOfAnIngestLosesNothingAndDoublesNothing() throws Exception {
    int restartsBefore = stack.component("memory-writer").restarts();
    List<ObjectNode> turns = turns("ana", 1_500);
    try (MnemeClient client = stack.client("killed");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<IngestTally> loading =
          CompletableFuture.supplyAsync(() -> loadUnchecked(client, turns), threads);
      awaitStored(client, 1);

      stack.kill("memory-writer");
      long atTheKill = client.listAll("ana").size();
      IngestTally tally = loading.join();

      assertThat(atTheKill).as("it was killed in the middle").isLessThan(turns.size());
      List<RecalledMemory> stored = client.listAll("ana");
      assertThat(stored).extracting(RecalledMemory::eventId).doesNotHaveDuplicates();
      assertThat(stored)
          .extracting(RecalledMemory::eventId)
          .containsExactlyInAnyOrderElementsOf(tally.acceptedOf("ana"));
      assertThat(textsByTurn(stored))
          .containsExactlyElementsOf(
              turns.stream().map(turn -> turn.path("text").asText()).toList());
      assertThat(stack.component("memory-writer").restarts()).isGreaterThan(restartsBefore);
    }
  }

  @Test
  void eightClientsCountInOneSessionAndNoUpdateIsLost() throws Exception {
    String key = knownKey("counters");
    int clients = 8;
    int each = 4;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Integer>> counting =
          IntStream.range(0, clients)
              .mapToObj(_ -> CompletableFuture.supplyAsync(() -> count(key, each), threads))
              .toList();
      int conflicts = counting.stream().mapToInt(CompletableFuture::join).sum();

      HttpResponse<String> counted = session(key, "", null);
      assertThat(Json.mapper().readTree(counted.body()).at("/state/n").asInt())
          .isEqualTo(clients * each);
      assertThat(conflicts).as("they met").isPositive();
    }
  }

  /** Adds one so many times, each on what was read before; says how often that had moved on. */
  private int count(String key, int times) {
    int conflicts = 0;
    String after = "";
    for (int added = 0; added < times; ) {
      HttpResponse<String> read = session(key, after, null);
      String etag = read.headers().firstValue("ETag").orElse("");
      int n = etag.isEmpty() ? 0 : number(read);
      HttpResponse<String> written = session(key, etag, n + 1);
      assertThat(written.statusCode()).as(written.body()).isIn(200, 412);
      if (written.statusCode() == 200) {
        added++;
        after = written.headers().firstValue(Headers.POSITION).orElseThrow();
      } else {
        conflicts++;
      }
    }
    return conflicts;
  }

  /** Writes the number over the state of an ETag, or reads it as of a position. */
  private HttpResponse<String> session(String key, String token, @Nullable Integer write) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(stack.url() + "/v1/sessions/counter?user=ana"))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json");
    if (write != null) {
      request
          .header(token.isEmpty() ? "If-None-Match" : "If-Match", token.isEmpty() ? "*" : token)
          .PUT(HttpRequest.BodyPublishers.ofString("{\"n\":" + write + "}"));
    } else if (!token.isEmpty()) {
      request.header(Headers.AFTER, token);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static int number(HttpResponse<String> read) {
    try {
      return Json.mapper().readTree(read.body()).at("/state/n").asInt();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** In the order the writer gave them their places; a gap or a double place fails. */
  private static List<String> textsByTurn(List<RecalledMemory> stored) {
    List<RecalledMemory> sorted =
        stored.stream()
            .sorted(Comparator.comparing(memory -> Objects.requireNonNull(memory.turn())))
            .toList();
    assertThat(sorted)
        .extracting(RecalledMemory::turn)
        .containsExactlyElementsOf(IntStream.range(0, sorted.size()).boxed().toList());
    return sorted.stream().map(RecalledMemory::text).toList();
  }

  private static void awaitStored(MnemeClient client, int count) throws Exception {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (client.list(Listing.all(Owner.user("ana"))).memories().size() < count) {
      assertThat(System.nanoTime()).as("nothing was stored in time").isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  static Stream<Arguments> refused() {
    byte[] brokenUtf8 = {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xc3, '(', '"', '}'};
    return Stream.of(
        Arguments.of(
            "an unknown field", utf8("{\"user\":\"a\",\"text\":\"b\",\"mood\":1}"), true, 400),
        Arguments.of(
            "2 MB", utf8("{\"user\":\"a\",\"text\":\"" + "x".repeat(2 << 20) + "\"}"), true, 413),
        Arguments.of("an empty text", utf8("{\"user\":\"a\",\"text\":\"\"}"), true, 400),
        Arguments.of("broken UTF-8", brokenUtf8, true, 400),
        Arguments.of("no key", utf8("{\"user\":\"a\",\"text\":\"b\"}"), false, 401));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void whatIsRefusedLeavesNoTraceInTheLog(String what, byte[] body, boolean withKey, int status)
      throws Exception {
    long before = stack.eventsInTheLog();
    HttpRequest.Builder request = post(body);
    if (withKey) {
      request.header("Authorization", "Bearer " + stack.key());
    }

    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).as(what).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = Json.mapper().readTree(answer.body());
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("correlation_id").asText()).isNotBlank();
    assertThat(stack.eventsInTheLog()).isEqualTo(before);
  }

  @Test
  void oneIdNamesTheWholePathOfARequest() throws Exception {
    HttpResponse<String> written =
        http.send(
            post(utf8("{\"user\":\"trace\",\"text\":\"The key is under the blue pot.\"}"))
                .header("Authorization", "Bearer " + stack.key())
                .header(Headers.CORRELATION_ID, "pipeline-write-1")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    HttpResponse<String> read =
        http.send(
            HttpRequest.newBuilder(URI.create(stack.url() + "/v1/memories?user=trace"))
                .header("Authorization", "Bearer " + stack.key())
                .header(Headers.CORRELATION_ID, "pipeline-read-1")
                .header(Headers.AFTER, written.headers().firstValue(Headers.POSITION).orElseThrow())
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(written.headers().firstValue(Headers.CORRELATION_ID)).hasValue("pipeline-write-1");
    assertThat(read.headers().firstValue(Headers.CORRELATION_ID)).hasValue("pipeline-read-1");
    awaitLogged("api-gateway", "pipeline-write-1");
    awaitLogged("memory-writer", "pipeline-write-1");
    awaitLogged("api-gateway", "pipeline-read-1");
    awaitLogged("memory-reader", "pipeline-read-1");
  }

  /** A line of strict JSON that names the request, and none that says what was in it. */
  private static void awaitLogged(String service, String correlationId) throws Exception {
    long deadline = System.nanoTime() + SOON.toNanos();
    List<String> lines = List.of();
    while (lines.isEmpty()) {
      assertThat(System.nanoTime()).as(service + " logs " + correlationId).isLessThan(deadline);
      Thread.sleep(50);
      lines =
          Files.readAllLines(stack.log(service)).stream()
              .filter(line -> line.contains(correlationId))
              .toList();
    }
    assertThat(Files.readString(stack.log(service))).doesNotContain("blue pot");
    for (String line : lines) {
      assertThat(Json.mapper().readTree(line).path("correlation_id").asText())
          .isEqualTo(correlationId);
    }
  }

  private static List<ObjectNode> turns(String user, int count) {
    List<ObjectNode> turns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ObjectNode turn = Json.mapper().createObjectNode();
      turn.put("user", user).put("conversation", "c").put("text", "Turn number " + i + " is this.");
      turns.add(turn.put("idempotency_key", user + "-" + i));
    }
    return turns;
  }

  private static IngestTally loadUnchecked(MnemeClient client, List<ObjectNode> turns) {
    try {
      return load(client, turns);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static IngestTally load(MnemeClient client, List<ObjectNode> turns) throws Exception {
    IngestTally tally = new IngestTally();
    Iterator<ObjectNode> rest = turns.iterator();
    new Ingestion(client, IngestLimits.standard(), tally)
        .send(() ->
            rest.hasNext()
                ? new FileItem.Ready(OutgoingEvent.of(tally.acceptedEvents(), rest.next()))
                : null);
    new Application(client).await(tally);
    assertThat(tally.problems()).isEmpty();
    assertThat(tally.acceptedEvents()).isEqualTo(turns.size());
    return tally;
  }

  private HttpResponse<String> get(String path, String tenant) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stack.url() + path))
            .header("Authorization", "Bearer " + knownKey(tenant))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** A key that every service has come to know: keys are read in the order they were made. */
  private static String knownKey(String tenant) throws Exception {
    String key = stack.newKey(tenant);
    try (MnemeClient later = stack.client(tenant)) {
      assertThat(later.listAll("nobody")).isEmpty();
    }
    return key;
  }

  private static HttpRequest.Builder post(byte[] body) {
    return HttpRequest.newBuilder(URI.create(stack.url() + "/v1/events"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
