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
 * @param verdictMax how long a conditional write may wait for its verdict
 */
@ConfigurationProperties("mneme.reader")
public record ReaderConfig(URI url, Duration connectMax, Duration answerMax, Duration verdictMax) {

  public ReaderConfig {
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw new IllegalArgumentException(
          "mneme.reader.url must look like http://host:port, not \"" + url + "\"");
    }
    if (!connectMax.isPositive() || !answerMax.isPositive() || !verdictMax.isPositive()) {
      throw new IllegalArgumentException(
          "mneme.reader.connect-max, mneme.reader.answer-max and mneme.reader.verdict-max must be"
              + " above zero");
    }
  }
}
