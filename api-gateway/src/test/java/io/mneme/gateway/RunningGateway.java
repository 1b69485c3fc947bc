package io.mneme.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.mneme.platform.Outage;
import io.mneme.platform.ServiceMain;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.keys.Keys;
import io.mneme.schemas.Json;
import io.mneme.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A gateway with its real wiring in this JVM, a key for it, and a look into the log behind it. */
public final class RunningGateway implements AutoCloseable {
  public static final int PARTITIONS = 3;
  private static final Duration READY_MAX = Duration.ofSeconds(20);

  private final String bootstrap;
  private final ApplicationContext context;
  private final URI url;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Keys.Created key;

  /** Starts it; Kafka has the catalogue's topics already. */
  public RunningGateway(String bootstrap, Map<String, Object> properties)
      throws IOException, InterruptedException, Outage {
    this.bootstrap = bootstrap;
    this.key = makeKey("acme", List.of("ingest", "recall"));
    Map<String, Object> all = new HashMap<>(properties);
    all.put("mneme.kafka.bootstrap", bootstrap);
    all.put("micronaut.server.port", -1);
    this.context = ServiceMain.start(GatewayMain.SERVICE, all);
    this.url = context.getBean(EmbeddedServer.class).getURI();
    awaitReady();
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + READY_MAX.toNanos();
    while (send(HttpRequest.newBuilder(url.resolve("/health/ready"))).statusCode() != 200) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            send(HttpRequest.newBuilder(url.resolve("/health/detailed"))).body());
      }
      Thread.sleep(20);
    }
  }

  /** Another key; it may take a moment until the gateway knows it. */
  public Keys.Created makeKey(String tenant, List<String> scopes) throws Outage {
    try (RecordPublisher publisher = new RecordPublisher(PublisherConfig.of(bootstrap))) {
      return new Keys(bootstrap, publisher, InstantSource.system(), new SecureRandom())
          .create(tenant, "a test", scopes, "dev");
    }
  }

  public Keys.Created key() {
    return key;
  }

  public URI url() {
    return url;
  }

  /** A request with the key. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .header("Authorization", "Bearer " + key.text());
  }

  /** Posts JSON to the events path. */
  public HttpResponse<String> post(String json) throws IOException, InterruptedException {
    return post(json.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  public HttpResponse<String> post(byte[] body, String contentType)
      throws IOException, InterruptedException {
    return send(
        request("/v1/events")
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** How many records the log holds. */
  public long logSize() {
    return ends().values().stream().mapToLong(Long::longValue).sum();
  }

  /** The offset behind the last record of each partition. */
  public Map<Integer, Long> ends() {
    Map<Integer, Long> ends = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer
          .endOffsets(partitions())
          .forEach((partition, end) -> ends.put(partition.partition(), end));
    }
    return ends;
  }

  /** Every record of the log. */
  public List<ConsumerRecord<byte[], byte[]>> log() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(partitions());
      consumer.seekToBeginning(partitions());
      long size = logSize();
      while (records.size() < size) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  /** The record at a position as the gateway names it. */
  public ConsumerRecord<byte[], byte[]> recordAt(String position) {
    return log().stream()
        .filter(record -> (record.partition() + ":" + record.offset()).equals(position))
        .findFirst()
        .orElseThrow();
  }

  /** Ends a key; it may take a moment until the gateway knows. */
  public void revoke(Keys.Created doomed) throws Outage {
    try (RecordPublisher publisher = new RecordPublisher(PublisherConfig.of(bootstrap))) {
      new Keys(bootstrap, publisher, InstantSource.system(), new SecureRandom())
          .revoke(doomed.key().keyId());
    }
  }

  private static List<TopicPartition> partitions() {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(number -> new TopicPartition(Topics.EVENTS, number))
        .toList();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrap),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  public static JsonNode json(HttpResponse<String> response) throws IOException {
    return Json.mapper().readTree(response.body());
  }

  @Override
  public void close() {
    http.close();
    context.close();
  }
}
