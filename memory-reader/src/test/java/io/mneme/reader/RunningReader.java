package io.mneme.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.mneme.devstack.Addresses;
import io.mneme.platform.ServiceMain;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.keys.Keys;
import io.mneme.schemas.Json;
import io.mneme.storage.cold.ObjectStores;
import io.mneme.testkit.Backends;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** The reader as it is deployed, on real backends, with keys of two tenants. */
final class RunningReader implements AutoCloseable {
  static final int PARTITIONS = 3;
  private static final Duration READY_MAX = Duration.ofSeconds(60);

  final Ingest ingest;
  final Addresses addresses;

  /** May recall for tenant acme. */
  final String acme;

  /** May recall for tenant zeta. */
  final String zeta;

  /** Is of tenant acme and may not recall. */
  final String ingestOnly;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Object> settings;
  private final ApplicationContext reader;

  /**
   * @param objects a folder for cold memories
   */
  RunningReader(Path objects) throws Exception {
    this(Backends.shared(), objects, Map.of(), _ -> "");
  }

  /**
   * @param more settings of the reader
   * @param replicas their URLs, for the database that is read
   */
  RunningReader(
      Backends backends,
      Path objects,
      Map<String, Object> more,
      Function<Addresses.Postgres, String> replicas)
      throws Exception {
    backends.freshTopics(PARTITIONS);
    addresses = backends.freshAddresses();
    String folder = objects.toUri().toString();
    ingest =
        new Ingest(
            addresses.postgres(),
            ObjectStores.open(folder, Optional.empty()),
            addresses.redisUrl());
    try (RecordPublisher publisher =
        new RecordPublisher(PublisherConfig.of(backends.kafkaBootstrap()))) {
      Keys keys =
          new Keys(backends.kafkaBootstrap(), publisher, InstantSource.system(), new Random(1));
      acme = keys.create("acme", "test", List.of("recall"), "dev").text();
      zeta = keys.create("zeta", "test", List.of("recall"), "dev").text();
      ingestOnly = keys.create("acme", "test", List.of("ingest"), "dev").text();
    }
    settings =
        new HashMap<>(
            Map.ofEntries(
                Map.entry("micronaut.server.port", -1),
                Map.entry("mneme.kafka.bootstrap", backends.kafkaBootstrap()),
                Map.entry("mneme.postgres.url", addresses.postgres().url()),
                Map.entry("mneme.postgres.user", "mneme_reader"),
                Map.entry("mneme.postgres.password", addresses.postgres().password()),
                Map.entry("mneme.redis.url", addresses.redisUrl()),
                Map.entry("mneme.redis.command-max", "5s"),
                Map.entry("mneme.objects.url", folder),
                Map.entry("mneme.embedder.kind", "stub"),
                Map.entry("mneme.reader.wait-max", "5s"),
                Map.entry("mneme.replicas.urls", replicas.apply(addresses.postgres()))));
    settings.putAll(more);
    reader = ServiceMain.start(ReaderMain.SERVICE, settings);
    awaitReady();
  }

  private RunningReader(RunningReader first) throws Exception {
    addresses = first.addresses;
    ingest = first.ingest;
    acme = first.acme;
    zeta = first.zeta;
    ingestOnly = first.ingestOnly;
    settings = first.settings;
    reader = ServiceMain.start(ReaderMain.SERVICE, settings);
    awaitReady();
  }

  /** Another instance over the same backends; to be closed before this one. */
  RunningReader another() throws Exception {
    return new RunningReader(this);
  }

  /** {@code POST /v1/recall}; {@code more} is further JSON after a comma, then headers. */
  HttpResponse<String> recall(String key, String user, String query, String more, String... headers)
      throws Exception {
    return post(
        key,
        "/v1/recall",
        "{\"user\":\"" + user + "\",\"query\":\"" + query + "\"" + more + "}",
        headers);
  }

  HttpResponse<String> post(String key, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        request(key, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String key, String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(key, path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return Json.mapper().readTree(response.body());
  }

  @Override
  public void close() {
    reader.close();
    ingest.close();
    http.close();
  }

  private void awaitReady() throws Exception {
    Instant end = Instant.now().plus(READY_MAX);
    while (get("", "/health/ready").statusCode() != 200) {
      assertThat(Instant.now()).as(get("", "/health/detailed").body()).isBefore(end);
      Thread.sleep(Duration.ofMillis(50));
    }
  }

  private HttpRequest.Builder request(String key, String path) {
    URI server = reader.getBean(EmbeddedServer.class).getURI();
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
    return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
  }
}
