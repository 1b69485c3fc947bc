package io.mneme.benchmarks.limit;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A gateway with nothing in it: JSON comes in, a record goes out, the answer says where it stands
 * once all replicas have it. No key, no check, no identity, no line, no count, and no thread waits.
 */
@Controller(BareGatewayController.PATH)
@Requires(property = EmptyServer.KAFKA)
public final class BareGatewayController {
  public static final String PATH = "/v1/bare-events";

  private final String topic;
  private final KafkaProducer<String, String> producer;

  BareGatewayController(
      @Value("${" + EmptyServer.KAFKA + "}") String bootstrap,
      @Value("${" + EmptyServer.TOPIC + "}") String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.BATCH_SIZE_CONFIG,
                64 << 10),
            new StringSerializer(),
            new StringSerializer());
  }

  @Post
  @Consumes(MediaType.APPLICATION_JSON)
  CompletableFuture<HttpResponse<byte[]>> take(@Body JsonNode body) {
    List<CompletableFuture<String>> sent = new ArrayList<>();
    if (body.isArray()) {
      body.forEach(event -> sent.add(send(event)));
    } else {
      sent.add(send(body));
    }
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .thenApply(_ ->
            HttpResponse.<byte[]>accepted()
                .body(answer(sent))
                .contentType(MediaType.APPLICATION_JSON_TYPE));
  }

  private CompletableFuture<String> send(JsonNode event) {
    CompletableFuture<String> position = new CompletableFuture<>();
    var _ =
        producer.send(
            new ProducerRecord<>(topic, event.path("user").asText(), event.toString()),
            (metadata, failure) -> {
              if (failure == null) {
                position.complete(metadata.partition() + ":" + metadata.offset());
              } else {
                position.completeExceptionally(failure);
              }
            });
    return position;
  }

  private static byte[] answer(List<CompletableFuture<String>> positions) {
    StringBuilder json = new StringBuilder("[");
    for (CompletableFuture<String> position : positions) {
      json.append(json.length() == 1 ? "\"" : ",\"").append(position.join()).append('"');
    }
    return json.append(']').toString().getBytes(StandardCharsets.US_ASCII);
  }

  @PreDestroy
  void close() {
    producer.close();
  }
}
