package io.mneme.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.cli.MnemeMain;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.MnemeClient.Priority;
import io.mneme.cli.client.Owner;
import io.mneme.cli.client.RecalledMemory;
import io.mneme.cli.client.RetryPolicy;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.Json;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import io.mneme.schemas.topic.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Promise 8 for a sceptic: words that were remembered in every tier are looked for in every store,
 * past Mneme, after they were forgotten, after the event came twice, after a rebuild and a replay.
 */
class ErasureIT {
  private static final String CANARY = "canary-7f3a91";
  private static final String NEIGHBOUR = "neighbour";
  private static final String OWN = "dev";
  private static final Duration LONG = Duration.ofMinutes(2);

  /** Nobody else's in the stack: what is counted here is what was said here. */
  private static final String USER = "anais";

  private RunningStack stack;
  private DevStack running;
  private Everywhere everywhere;
  private MnemeClient neighbour;

  private record Ran(int exit, String out, String err) {}

  private Ran mneme(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] arguments =
        Stream.concat(Stream.of(words), Stream.of("--data", stack.data().toString()))
            .toArray(String[]::new);
    int exit =
        MnemeMain.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Ran(exit, out.toString(), err.toString());
  }

  @BeforeEach
  void bringUp() throws Exception {
    stack = RunningStack.shared();
    running = DevStack.running(Optional.of(stack.data()), Map.of());
    everywhere = new Everywhere(running);
    neighbour = stack.client(NEIGHBOUR);
  }

  @AfterEach
  void takeDown() {
    neighbour.close();
  }

  @Test
  void nothingThatWasForgottenIsLeftInAnyStoreNorComesBack() throws Exception {
    rememberInEveryTier();
    assertThatEveryStoreHasIt();

    List<JsonNode> receipts = new ArrayList<>();
    receipts.add(forget("hot"));
    receipts.add(forget("warm"));
    receipts.add(forget("cold"));
    receipts.add(erase());

    List<JsonNode> complete = awaitComplete(receipts);
    assertThatNothingIsLeft();
    deliverTheErasureAgain();
    assertThat(receipts(complete)).as("after the event came twice").isEqualTo(complete);
    assertThatNothingIsLeft();
    Ran rebuilt = mneme("rebuild", "--json");
    assertThat(rebuilt.exit()).as(rebuilt.err()).isZero();
    assertThat(receipts(complete)).as("after a rebuild").isEqualTo(complete);
    assertThatNothingIsLeft();
    Ran replayed = mneme("replay", "--from", "2020-01-01T00:00:00Z", "--json");
    assertThat(replayed.exit()).as(replayed.err()).isZero();
    assertThat(receipts(complete)).as("after a replay").isEqualTo(complete);
    assertThatNothingIsLeft();
  }

  /** Two memories a tier, moved there by the mover, and a neighbour's in the same passes. */
  private void rememberInEveryTier() throws Exception {
    neighbour.record(Json.write(List.of(turn("cold one"), turn("warm one"))), Priority.INTERACTIVE);
    say("cold one", "cold two");
    await("the neighbour's are hot", () -> neighbour.listAll(USER).size() == 2);
    sink(Tier.HOT, Tier.WARM);
    sink(Tier.WARM, Tier.COLD);
    say("warm one", "warm two");
    sink(Tier.HOT, Tier.WARM);
    try (MnemeClient own = own()) {
      ObjectNode session = Json.mapper().createObjectNode();
      session.put("type", "session_touched").put("user", USER).put("session", "s");
      session.putObject("state").put("note", CANARY);
      own.record(Json.write(List.of(session)), Priority.INTERACTIVE);
    }
    say("hot one", "hot two");
    correct(tiers("hot").getLast());
  }

  /** What the job decides when memories have aged: all that lie in the one tier to the other. */
  private void sink(Tier from, Tier to) throws Exception {
    try (MnemeClient own = own();
        RecordPublisher publisher = new RecordPublisher(PublisherConfig.of(stack.kafka()))) {
      for (RecalledMemory memory : in(from, own)) {
        publisher.sendAndWait(decision(OWN, memory, from, to));
      }
      for (RecalledMemory memory : in(from, neighbour)) {
        publisher.sendAndWait(decision(NEIGHBOUR, memory, from, to));
      }
      await("they are " + to, () -> in(from, own).isEmpty() && in(from, neighbour).isEmpty());
    }
  }

  private static ProducerRecord<byte[], byte[]> decision(
      String tenant, RecalledMemory memory, Tier from, Tier to) {
    TierMove move =
        new TierMove(
            tenant, USER, memory.memoryId(), from, to, TierMove.Reason.AGED, Instant.now());
    return new ProducerRecord<>(
        Topics.TIER_MOVES, move.subject().key().getBytes(StandardCharsets.UTF_8), Json.write(move));
  }

  private static List<RecalledMemory> in(Tier tier, MnemeClient client) throws Exception {
    return client.listAll(USER).stream()
        .filter(one -> tier.name().equalsIgnoreCase(one.tier()))
        .toList();
  }

  /** What it said before is kept, for as long as the memory is. */
  private void correct(RecalledMemory memory) throws Exception {
    ObjectNode correction = Json.mapper().createObjectNode();
    correction.put("type", "memory_corrected").put("user", USER);
    correction.put("memory_id", memory.memoryId().toString()).put("text", "no, " + CANARY);
    try (MnemeClient own = own()) {
      own.record(Json.write(List.of(correction)), Priority.INTERACTIVE);
    }
    await(
        "what it said before is kept",
        () -> everywhere.rows(CANARY).stream().anyMatch(ErasureIT::isVersion));
    Ran history = mneme("history", "--user", USER, memory.memoryId().toString());
    assertThat(history.exit()).as(history.err()).isZero();
    assertThat(history.out().replaceAll("\\s+", " "))
        .contains(memory.text(), " now ", "no, " + CANARY);
  }

  private static boolean isVersion(String row) {
    return row.startsWith("public.memory_version");
  }

  private void say(String... texts) throws Exception {
    List<String> lines = new ArrayList<>();
    for (String text : texts) {
      lines.add(turn(text).toString());
    }
    Path file = Files.write(stack.data().resolve("said.ndjson"), lines);
    Ran ran = mneme("ingest", file.toString(), "--wait");
    assertThat(ran.exit()).as(ran.err()).isZero();
  }

  private static ObjectNode turn(String text) {
    ObjectNode turn = Json.mapper().createObjectNode();
    return turn.put("user", USER)
        .put("conversation", "about " + CANARY)
        .put("text", text + " of " + CANARY);
  }

  private MnemeClient own() {
    return new MnemeClient(running.target(), RetryPolicy.standard(new SecureRandom()));
  }

  private List<RecalledMemory> tiers(String tier) throws Exception {
    try (MnemeClient own = own()) {
      return own.listAll(USER).stream().filter(memory -> tier.equals(memory.tier())).toList();
    }
  }

  private void assertThatEveryStoreHasIt() throws Exception {
    assertThat(ofUser(everywhere.rows(CANARY)))
        .anyMatch(row -> row.startsWith("public.memory_hot"));
    assertThat(ofUser(everywhere.rows(CANARY))).anyMatch(ErasureIT::isVersion);
    assertThat(ofUser(everywhere.keys(CANARY))).isNotEmpty();
    assertThat(ofUser(everywhere.states(CANARY))).hasSize(6);
    assertThat(ofUser(everywhere.lines(CANARY))).hasSizeGreaterThanOrEqualTo(2);
  }

  private void assertThatNothingIsLeft() throws Exception {
    assertThat(ofUser(everywhere.rows(CANARY))).as("PostgreSQL").isEmpty();
    assertThat(ofUser(everywhere.keys(CANARY))).as("Redis").isEmpty();
    assertThat(ofUser(everywhere.states(CANARY))).as("mneme.changes").isEmpty();
    assertThat(ofUser(everywhere.lines(CANARY))).as("the archive").isEmpty();
    assertThat(everywhere.states(CANARY)).as("the neighbour's states").hasSize(2);
    assertThat(neighbour.listAll(USER))
        .as("the neighbour's memories")
        .extracting(RecalledMemory::text)
        .containsExactlyInAnyOrder("cold one of " + CANARY, "warm one of " + CANARY);
  }

  /** What is found of the neighbour names its tenant. */
  private static List<String> ofUser(List<String> found) {
    return found.stream().filter(entry -> !entry.contains(NEIGHBOUR)).toList();
  }

  private JsonNode forget(String tier) throws Exception {
    RecalledMemory memory = tiers(tier).getFirst();
    Ran ran = mneme("forget", "--user", USER, memory.memoryId().toString(), "--wait", "--json");
    assertThat(ran.exit()).as(ran.err()).isZero();
    JsonNode receipt = Json.mapper().readTree(ran.out());
    assertThat(receipt.path("kind").asText()).isEqualTo("memory");
    assertThat(receipt.path("memory_id").asText()).isEqualTo(memory.memoryId().toString());
    assertThat(memories(receipt)).isEqualTo(1);
    assertThat(receipt.path("stores").path("postgres").path(tier).asInt()).as(tier).isEqualTo(1);
    assertThat(receipt.path("stores").path("changes").path("tombstones").asInt()).isEqualTo(1);
    return receipt;
  }

  private JsonNode erase() throws Exception {
    Ran unasked = mneme("erase", "--user", USER);
    assertThat(unasked.exit()).isEqualTo(1);
    assertThat(unasked.err()).contains("erases all 3 memories of " + USER, "add --yes");
    Ran ran = mneme("erase", "--user", USER, "--yes", "--wait", "--json");
    assertThat(ran.exit()).as(ran.err()).isZero();
    JsonNode receipt = Json.mapper().readTree(ran.out());
    assertThat(receipt.path("kind").asText()).isEqualTo("subject");
    assertThat(receipt.has("memory_id")).isFalse();
    assertThat(memories(receipt)).isEqualTo(3);
    assertThat(receipt.path("stores").path("postgres").path("sessions").asInt()).isEqualTo(1);
    assertThat(receipt.path("stores").path("changes").path("tombstones").asInt()).isEqualTo(3);
    assertThat(receipt.path("stores").path("redis").path("keys").asInt()).isPositive();
    return receipt;
  }

  private static int memories(JsonNode receipt) {
    JsonNode rows = receipt.path("stores").path("postgres");
    return rows.path("hot").asInt() + rows.path("warm").asInt() + rows.path("cold").asInt();
  }

  private List<JsonNode> awaitComplete(List<JsonNode> receipts) throws Exception {
    await(
        "every receipt is complete",
        () ->
            receipts(receipts).stream()
                .allMatch(receipt -> receipt.path("status").asText().equals("complete")));
    List<JsonNode> complete = receipts(receipts);
    assertThat(complete)
        .allSatisfy(receipt ->
            assertThat(receipt.path("stores").path("objects").hasNonNull("done_at")).isTrue());
    assertThat(complete.get(2).path("stores").path("objects").path("count").asInt())
        .as("objects of the cold one")
        .isPositive();
    for (JsonNode receipt : complete) {
      assertThat(
              neighbour.erasure(
                  Owner.user(USER), UUID.fromString(receipt.path("event_id").asText())))
          .as("a receipt is no other tenant's")
          .isEmpty();
    }
    return complete;
  }

  private List<JsonNode> receipts(List<JsonNode> known) throws Exception {
    List<JsonNode> receipts = new ArrayList<>();
    try (MnemeClient own = own()) {
      for (JsonNode receipt : known) {
        UUID eventId = UUID.fromString(receipt.path("event_id").asText());
        receipts.add(own.erasure(Owner.user(USER), eventId).orElseThrow());
      }
    }
    return receipts;
  }

  /** The very record again, and something harmless behind it, which is applied later. */
  private void deliverTheErasureAgain() throws Exception {
    ConsumerRecord<byte[], byte[]> erasure =
        everywhere.records(Topics.EVENTS).stream()
            .filter(record ->
                new String(record.value(), StandardCharsets.UTF_8).contains("subject_erased"))
            .findFirst()
            .orElseThrow();
    try (RecordPublisher publisher = new RecordPublisher(PublisherConfig.of(stack.kafka()))) {
      publisher.sendAndWait(
          new ProducerRecord<>(
              Topics.EVENTS,
              erasure.partition(),
              erasure.key(),
              erasure.value(),
              erasure.headers()));
    }
    Path file =
        Files.writeString(
            stack.data().resolve("later.ndjson"),
            "{\"user\": \"" + USER + "\", \"text\": \"a new life\"}");
    assertThat(mneme("ingest", file.toString(), "--wait").exit()).isZero();
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.sleep(100);
    }
  }
}
