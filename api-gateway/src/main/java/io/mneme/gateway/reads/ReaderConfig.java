package io.mneme.gateway.reads;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.net.URI;
import java.time.Duration;

/**
 * Where reads go.
 *
 * @param url the reader, or the balancer in front of several
 * @param connectMax how long a connection may take
 * @param answerMax how long an answer may take
 */
@ConfigurationProperties("mneme.reader")
public record ReaderConfig(URI url, Duration connectMax, Duration answerMax) {

  public ReaderConfig {
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw new IllegalArgumentException(
          "mneme.reader.url must look like http://host:port, not \"" + url + "\"");
    }
    if (!connectMax.isPositive() || !answerMax.isPositive()) {
      throw new IllegalArgumentException(
          "mneme.reader.connect-max and mneme.reader.answer-max must be above zero");
    }
  }
}
