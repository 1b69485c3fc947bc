package io.mneme.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.cli.MnemeMain;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RecalledMemory;
import io.mneme.platform.kafka.DeadLetters;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.platform.keys.KeyForm;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.topic.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The operator's commands against the whole system. */
class OperatorIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SAID = "something somebody said";

  private static RunningStack stack;

  @BeforeAll
  static void bringUp() {
    stack = RunningStack.shared();
  }

  private record Ran(int exit, String out, String err) {}

  private static Ran mneme(String... words) {
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

  private static JsonNode letters(int count) throws Exception {
    long deadline = System.nanoTime() + SOON.toNanos();
    JsonNode letters = Json.mapper().readTree(mneme("dlq", "list", "--json").out());
    while (letters.size() < count && System.nanoTime() < deadline) {
      Thread.sleep(100);
      letters = Json.mapper().readTree(mneme("dlq", "list", "--json").out());
    }
    assertThat(letters).hasSize(count);
    return letters;
  }

  @Test
  void deadLetterIsListedShownMaskedAndSentAgainAsItWas() throws Exception {
    ProducerRecord<byte[], byte[]> poison =
        new ProducerRecord<>(Topics.EVENTS, utf8("dev/ana"), utf8("{\"not\": \"" + SAID + "\"}"));
    RecordHeaders.schema(poison.headers(), "event/1");
    RecordHeaders.correlationId(poison.headers(), "poison-1");
    try (RecordPublisher publisher = new RecordPublisher(PublisherConfig.of(stack.kafka()))) {
      publisher.sendAndWait(poison);
    }

    JsonNode letter = letters(1).get(0);
    String id = letter.path("id").asText();
    assertThat(letter.path("topic").asText()).isEqualTo(Topics.EVENTS);
    assertThat(letter.path("correlation_id").asText()).isEqualTo("poison-1");
    assertThat(mneme("dlq", "list").out()).contains(id, "memory-writer").doesNotContain(SAID);
    assertThat(mneme("dlq", "show", id).out()).contains("dev/ana", "masked").doesNotContain(SAID);
    assertThat(mneme("dlq", "show", id, "--payload").out()).contains(SAID);

    assertThat(mneme("dlq", "redrive", "--all", "--dry-run").out())
        .contains("1 records would be sent again");
    assertThat(letters(1)).hasSize(1);

    assertThat(mneme("dlq", "redrive", id).out()).contains("1 records sent again");
    JsonNode again = letters(2).get(0);
    assertThat(again.path("key").asText()).isEqualTo("dev/ana");
    assertThat(again.path("correlation_id").asText()).isEqualTo("poison-1");
    assertThat(again.path("offset").asLong()).isGreaterThan(letter.path("offset").asLong());
    assertThat(again.path("partition")).isEqualTo(letter.path("partition"));

    assertThat(mneme("dlq", "redrive", "--all").out())
        .contains("2 records would be sent again", "Add --yes");
    assertThat(mneme("dlq", "redrive", "--user", "ben", "--yes").out())
        .contains("0 records sent again");
    assertThat(mneme("dlq", "redrive", "--all", "--yes").out()).contains("2 records sent again");
    letters(4);
    assertThat(mneme("dlq", "redrive", "--all", "--dry-run").out())
        .as("only those given up since")
        .contains("2 records would be sent again");
  }

  @Test
  void recordSentAgainTwiceTakesEffectOnce() throws Exception {
    Instant now = Instant.now();
    Subject subject = new Subject("dev", "redriven");
    Event event =
        new Event(
            Ids.event("dev", "redriven-1"),
            subject.tenant(),
            subject.user(),
            now,
            now,
            new Intent.MemoryAsserted(MemoryKind.SEMANTIC, "Redriven once", Map.of()));
    int partition = SubjectPartitions.of(subject, Topics.PARTITIONS_DEFAULT);
    try (RecordPublisher publisher = new RecordPublisher(PublisherConfig.of(stack.kafka()))) {
      new DeadLetters(publisher, "test", InstantSource.system())
          .bury(
              new ConsumerRecord<>(
                  Topics.EVENTS, partition, 0, utf8(subject.key()), Json.write(event)),
              "a fault that was mended",
              3);
    }

    String[] redrive = {"dlq", "redrive", "--user", "redriven", "--cause", "was mended", "--yes"};
    assertThat(mneme(redrive).out()).contains("1 records sent again");
    assertThat(mneme(redrive).out()).contains("1 records sent again");
    Path later = Files.writeString(stack.data().resolve("later.ndjson"), "{\"text\": \"later\"}");
    mneme("ingest", later.toString(), "--user", "redriven", "--wait");

    try (MnemeClient client = stack.client("dev")) {
      assertThat(client.listAll("redriven"))
          .extracting(RecalledMemory::text)
          .containsOnlyOnce("Redriven once");
    }
  }

  @Test
  void whatIsToldInOneLineIsListedAndFoundAtOnce() throws Exception {
    Ran told = mneme("remember", "--user", "teller", "The beans were sown in May.", "--wait");
    assertThat(told.err()).isEmpty();
    assertThat(told.out()).isEqualTo("Remembered.%n".formatted());
    mneme("remember", "--user", "teller", "The peas were sown in April.", "--wait");

    assertThat(mneme("recall", "--user", "teller", "when did I sow beans?", "--k", "1").out())
        .contains("beans were sown in May");
    Ran first = mneme("list", "--user", "teller", "--k", "1");
    assertThat(first.out()).contains("peas").doesNotContain("beans").contains("--cursor");
    JsonNode page = Json.mapper().readTree(mneme("list", "--user", "teller", "--json").out());
    assertThat(page.path("memories")).hasSize(2);
    assertThat(mneme("list", "--user", "teller", "--tier", "cold").out()).contains("Nothing");
    assertThat(mneme("remember", "--user", "teller", "").err()).contains("text");
  }

  @Test
  void deadLetterThatIsNotThereIsNamed() {
    Ran ran = mneme("dlq", "show", "3:999999");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("There is no dead letter 3:999999");
  }

  @Test
  void keyWorksUntilItIsRevoked() throws Exception {
    Ran created = mneme("keys", "create", "--tenant", "acme", "--name", "app");
    String key = created.out().strip();
    String id = KeyForm.parse(key).orElseThrow().keyId();

    assertThat(created.exit()).isZero();
    assertThat(mneme("keys", "list").out()).contains(id, "acme").doesNotContain(key);
    awaitExit(0, "recall", "--user", "ana", "anything", "--key", key);

    assertThat(mneme("keys", "revoke", id).out()).contains("Revoked " + id);
    awaitExit(1, "recall", "--user", "ana", "anything", "--key", key);
    assertThat(mneme("recall", "--user", "ana", "anything", "--key", key).err())
        .contains("does not accept the API key");
  }

  @Test
  void keyThatIsNotThereIsNamed() {
    Ran ran = mneme("keys", "revoke", "aaaaaaaaaaaa");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("There is no key aaaaaaaaaaaa");
  }

  @Test
  void tiersSayWhatLiesWhere() throws Exception {
    JsonNode before = Json.mapper().readTree(mneme("tiers", "--json").out());

    mneme("ingest", "../docs/samples/garden.ndjson", "--user", "tiered", "--wait");

    JsonNode after = Json.mapper().readTree(mneme("tiers", "--json").out());
    assertThat(after.path("hot").path("memories").asLong())
        .isGreaterThan(before.path("hot").path("memories").asLong());
    assertThat(after.path("hot").path("cost_per_month").asDouble()).isPositive();
    mneme("recall", "--user", "ana", "what grows in the garden?");
    Path drawing = Files.createTempFile("tiers", ".svg");
    assertThat(mneme("tiers", "--by-tenant", "--plot", drawing.toString()).out())
        .contains("hot", "warm", "cold", "$/month", "tenant")
        .containsPattern("hot +[0-9,]+ +[0-9,]+ +[0-9.,]+ +[0-9.]+ ms +[0-9.]+ ms");
    assertThat(drawing).content().startsWith("<svg").contains("class=\"hot\"");
  }

  private static void awaitExit(int exit, String... words) throws InterruptedException {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (mneme(words).exit() != exit) {
      assertThat(System.nanoTime()).as("%s ends with %d", words[0], exit).isLessThan(deadline);
      Thread.sleep(100);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
