package io.mneme.gateway.reads;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.mneme.gateway.ingest.Receipt;
import io.mneme.gateway.ingest.Verdicts;
import io.mneme.platform.Outage;
import io.mneme.schemas.Headers;
import io.mneme.schemas.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the reader, which waits for the writer. Whatever is not a verdict is none: the write is in
 * the log, and its sender can ask again.
 */
public final class ReaderVerdicts implements Verdicts {
  private static final int OK = 200;
  private static final Logger LOG = LoggerFactory.getLogger(ReaderVerdicts.class);

  private final ReaderClient reader;

  public ReaderVerdicts(ReaderClient reader) {
    this.reader = reader;
  }

  @Override
  public Verdict on(HttpRequest<?> request, Receipt receipt) {
    Map<String, String> headers = ForwardedHeaders.of(request);
    headers.remove(HttpHeaders.CONTENT_TYPE);
    headers.put(Headers.AFTER, String.valueOf(receipt.position()));
    URI write = request.getUri();
    URI verdict =
        URI.create(write.getRawPath() + "/writes/" + receipt.eventId() + "?" + write.getRawQuery());
    try {
      return read(
          reader.askForVerdict(new ReaderClient.Read("GET", verdict, headers, new byte[0])));
    } catch (Outage | IOException e) {
      LOG.debug("no verdict on {}", receipt.eventId(), e);
      return new Verdict.Pending();
    }
  }

  private static Verdict read(HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() != OK) {
      return new Verdict.Pending();
    }
    JsonNode verdict = Json.mapper().readTree(answer.body());
    return switch (verdict.path("outcome").asText()) {
      case "applied" -> new Verdict.Applied();
      case "refused" ->
          new Verdict.Refused(
              Optional.ofNullable(verdict.path("current").textValue()).map(UUID::fromString));
      default -> new Verdict.Pending();
    };
  }
}
