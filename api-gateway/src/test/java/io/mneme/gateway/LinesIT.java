package io.mneme.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.testkit.Backends;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams of events, a line each, answered line by line. */
final class LinesIT {
  /** Decompressed, more bytes than the server would buffer. */
  private static final int LINES = 100_000;

  private static final int STREAMS = 5;
  private static final int MANY_LINES = 300_000;

  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    Backends backends = Backends.shared();
    backends.freshTopics(RunningGateway.PARTITIONS);
    gateway = new RunningGateway(backends.kafkaBootstrap(), Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void linesAreAnsweredLineByLine() throws Exception {
    String lines =
        """
        {"user":"nd","text":"one"}

        {"user":"nd","text":""}
        not json
        {"user":"nd","text":"%s"}
        {"user":"nd","text":"last"}\
        """
            .formatted("x".repeat(300 * 1024));

    HttpResponse<String> response =
        gateway.post(lines.getBytes(StandardCharsets.UTF_8), "application/x-ndjson");

    assertThat(response.statusCode()).isEqualTo(200);
    List<JsonNode> answers = parsed(response.body());
    assertThat(answers.stream().map(answer -> answer.path("line").intValue()))
        .containsExactly(1, 3, 4, 5, 6);
    assertThat(answers.stream().map(answer -> answer.path("status").intValue()))
        .containsExactly(202, 400, 400, 413, 202);
  }

  @Test
  void aStreamMayBeCompressedAndLong() throws Exception {
    long before = gateway.logSize();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (int i = 0; i < LINES; i++) {
      lines.writeBytes(
          ("{\"user\":\"u" + i % 50 + "\",\"text\":\"line number " + i + "\"}\n")
              .getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> response =
        gateway.send(
            events("application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(Gzip.of(lines.toByteArray()))));

    assertThat(response.body().lines().filter(line -> line.contains("\"status\":202")).count())
        .isEqualTo(LINES);
    assertThat(gateway.logSize()).isEqualTo(before + LINES);
  }

  /** Answers come while lines are still sent, and nobody knows how many there will be. */
  @Test
  void streamsOneAfterTheOtherOnAConnectionAreAnsweredToTheirEnds() throws Exception {
    byte[] lines =
        "{\"user\":\"nd\",\"text\":\"a line among many\"}\n"
            .repeat(LINES)
            .getBytes(StandardCharsets.UTF_8);

    for (int stream = 0; stream < STREAMS; stream++) {
      HttpResponse<String> response =
          gateway.send(
              events("application/x-ndjson")
                  .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(lines))));

      assertThat(response.body().lines().filter(line -> line.contains("\"status\":202")).count())
          .isEqualTo(LINES);
    }
  }

  /** Java's client, like most, reads no answer before it has sent everything. */
  @Test
  void whoReadsOnlyAfterSendingIsToldWhatWasRefusedAndHowManyAreDurable() throws Exception {
    long before = gateway.logSize();

    HttpResponse<String> response =
        gateway.send(
            events("application/x-ndjson")
                .header("Prefer", "respond-async, return=minimal")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(manyLines()))));

    assertThat(response.headers().firstValue("Preference-Applied")).contains("return=minimal");
    List<JsonNode> answers = parsed(response.body());
    assertThat(answers).hasSize(3);
    assertThat(answers.get(0).path("line").intValue()).isEqualTo(1);
    assertThat(answers.get(0).path("status").intValue()).isEqualTo(400);
    assertThat(answers.get(1).path("line").intValue()).isEqualTo(MANY_LINES + 2);
    assertThat(answers.get(2).path("accepted").intValue()).isEqualTo(MANY_LINES);
    assertThat(answers.get(2).path("rejected").intValue()).isEqualTo(2);
    assertThat(gateway.logSize()).isEqualTo(before + MANY_LINES);
    assertThat(answers.get(2).path("positions")).as("one user, one partition").hasSize(1);
    Position last = Position.parse(answers.get(2).path("positions").path(0).textValue());
    assertThat(gateway.ends()).containsEntry(last.partition(), last.offset() + 1);
  }

  @Test
  void whoNeverReadsIsLetGoAndTheNextIsServed() throws Exception {
    try (RunningGateway impatient =
        new RunningGateway(
            Backends.shared().kafkaBootstrap(), Map.of("micronaut.server.idle-timeout", "1s"))) {
      assertThatThrownBy(() ->
              impatient.send(
                  impatient
                      .request("/v1/events")
                      .header("Content-Type", "application/x-ndjson")
                      .POST(
                          BodyPublishers.ofInputStream(
                              () -> new ByteArrayInputStream(manyLines())))))
          .isInstanceOf(IOException.class);

      assertThat(impatient.post("{\"user\":\"nd\",\"text\":\"next\"}").statusCode()).isEqualTo(202);
    }
  }

  /** One that is refused, more answers than sockets hold, and one that is refused. */
  private static byte[] manyLines() {
    String refused = "{\"user\":\"nd\"}\n";
    String lines = "{\"user\":\"nd\",\"text\":\"one of many\"}\n".repeat(MANY_LINES);
    return (refused + lines + refused).getBytes(StandardCharsets.UTF_8);
  }

  private static List<JsonNode> parsed(String lines) throws IOException {
    List<JsonNode> parsed = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      parsed.add(Json.mapper().readTree(line));
    }
    return parsed;
  }

  @Test
  void aStreamThatBreaksOffSaysSo() throws Exception {
    byte[] whole =
        Gzip.of(
            "{\"user\":\"cut\",\"text\":\"one\"}\n".repeat(5_000).getBytes(StandardCharsets.UTF_8));

    HttpResponse<String> response =
        gateway.send(
            events("application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(whole, 0, whole.length - 20)));

    String last = response.body().lines().reduce((first, second) -> second).orElseThrow();
    assertThat(last).contains("broken-stream");
  }

  private static HttpRequest.Builder events(String contentType) {
    return gateway.request("/v1/events").header("Content-Type", contentType);
  }
}
