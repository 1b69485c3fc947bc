package io.mneme.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.testkit.Backends;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages of the origins that are let in may call, and no others. */
final class CorsIT {
  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    Backends backends = Backends.shared();
    backends.freshTopics(RunningGateway.PARTITIONS);
    gateway =
        new RunningGateway(
            backends.kafkaBootstrap(),
            Map.of(
                "MNEME_GATEWAY_CORS_ENABLED",
                "true",
                "MNEME_GATEWAY_CORS_ORIGINS",
                "^https://chat\\.example$"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void aPageThatIsLetInMayAskAndReadThePosition() throws Exception {
    HttpResponse<String> preflight = gateway.send(preflight("https://chat.example"));
    HttpResponse<String> posted = gateway.send(post("https://chat.example"));

    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://chat.example");
    assertThat(posted.statusCode()).isEqualTo(202);
    assertThat(String.join(",", posted.headers().allValues("Access-Control-Expose-Headers")))
        .contains("Mneme-Position");
  }

  @Test
  void anotherPageIsNot() throws Exception {
    long before = gateway.logSize();

    HttpResponse<String> preflight = gateway.send(preflight("https://evil.example"));
    HttpResponse<String> posted = gateway.send(post("https://evil.example"));

    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(posted.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(posted.statusCode()).isEqualTo(403);
    assertThat(gateway.logSize()).isEqualTo(before);
  }

  private static HttpRequest.Builder preflight(String origin) {
    return HttpRequest.newBuilder(gateway.url().resolve("/v1/events"))
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "Authorization,Content-Type")
        .method("OPTIONS", BodyPublishers.noBody());
  }

  private static HttpRequest.Builder post(String origin) {
    return gateway
        .request("/v1/events")
        .header("Origin", origin)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"user\":\"ann\",\"text\":\"from a page\"}"));
  }
}
