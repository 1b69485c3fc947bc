package io.mneme.gateway.reads;

import io.mneme.platform.Component;
import io.mneme.platform.Outage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;

/** Asks the reader. A read changes nothing, so one that broke off is asked once more. */
public final class ReaderClient implements Component, AutoCloseable {
  private static final Duration CHECK_TIMEOUT = Duration.ofMillis(800);
  private static final int OK = 200;

  private final ReaderConfig config;
  private final HttpClient http;

  public ReaderClient(ReaderConfig config) {
    this.config = config;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.connectMax())
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Runnable::run) // bytes are gathered where they arrive: no thread to wake
            .build();
  }

  /**
   * Sends a read on and waits for its answer, whatever its status.
   *
   * @throws Outage when the reader does not answer
   */
  public HttpResponse<byte[]> ask(Read read) throws Outage {
    return ask(read, config.answerMax());
  }

  /**
   * The same for the verdict on a write, which has its own bound.
   *
   * @throws Outage when the reader does not answer
   */
  HttpResponse<byte[]> askForVerdict(Read read) throws Outage {
    return ask(read, config.verdictMax());
  }

  private HttpResponse<byte[]> ask(Read read, Duration answerMax) throws Outage {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(config.url().resolve(read.pathAndQuery()))
            .timeout(answerMax)
            .method(
                read.method(),
                read.body().length == 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(read.body()));
    read.headers().forEach(request::header);
    try {
      return sendTwice(request.build());
    } catch (IOException e) {
      throw new Outage("memory-reader", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Outage("memory-reader", e);
    }
  }

  private HttpResponse<byte[]> sendTwice(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (ConnectException | HttpTimeoutException e) {
      throw e;
    } catch (IOException brokenConnection) {
      // the reader closed an idle connection at this moment, or was replaced
      return http.send(request, BodyHandlers.ofByteArray());
    }
  }

  @Override
  public String name() {
    return "memory-reader";
  }

  @Override
  public Check check() {
    Map<String, Object> details = Map.of("url", config.url().toString());
    try {
      HttpRequest ready =
          HttpRequest.newBuilder(config.url().resolve("/health/ready"))
              .timeout(CHECK_TIMEOUT)
              .build();
      int status = http.send(ready, BodyHandlers.discarding()).statusCode();
      return status == OK
          ? new Check.Up("is ready", details)
          : new Check.Degraded("answers " + status + ", reads fail", details);
    } catch (IOException e) {
      return new Check.Degraded("does not answer, reads fail: " + e, details);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Check.Degraded("was not asked to the end", details);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /**
   * A read as the gateway sends it on.
   *
   * @param pathAndQuery as it came, from the first slash
   */
  @SuppressWarnings("ArrayRecordComponent") // sent once, never compared
  public record Read(String method, URI pathAndQuery, Map<String, String> headers, byte[] body) {}
}
