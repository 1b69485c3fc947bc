package io.mneme.gateway;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.gateway.admission.AdmissionLimits;
import java.time.Duration;

/**
 * The gateway's limits.
 *
 * @param bodyBytesMax the largest body of one object or an array, after decompression
 * @param lineBytesMax the longest line of NDJSON
 * @param batchItemsMax the most items of an array
 * @param inFlightLinesMax the most lines of one NDJSON request that wait for Kafka or for the
 *     client to read their answers
 * @param textCharsMax the longest text of an event
 * @param metadataBytesMax the largest metadata of an event, as JSON
 * @param stateBytesMax the largest state of a session, as JSON
 * @param publishBlockMax how long a request waits for Kafka's metadata or for room in the buffer
 * @param publishDeliveryMax how long a request waits for Kafka's acknowledgement
 * @param publishBufferBytesMax memory for events that Kafka has not acknowledged
 */
@ConfigurationProperties("mneme.gateway")
public record GatewayConfig(
    int bodyBytesMax,
    int lineBytesMax,
    int batchItemsMax,
    int inFlightLinesMax,
    int textCharsMax,
    int metadataBytesMax,
    int stateBytesMax,
    Duration publishBlockMax,
    Duration publishDeliveryMax,
    long publishBufferBytesMax) {

  public GatewayConfig {
    positive("body-bytes-max", bodyBytesMax);
    positive("line-bytes-max", lineBytesMax);
    positive("batch-items-max", batchItemsMax);
    positive("in-flight-lines-max", inFlightLinesMax);
    positive("text-chars-max", textCharsMax);
    positive("metadata-bytes-max", metadataBytesMax);
    positive("state-bytes-max", stateBytesMax);
    positive("publish-block-max", publishBlockMax.toMillis());
    positive("publish-delivery-max", publishDeliveryMax.toMillis());
    if (publishBufferBytesMax < 2L * bodyBytesMax) {
      throw new IllegalArgumentException(
          "mneme.gateway.publish-buffer-bytes-max must hold at least two bodies of"
              + " mneme.gateway.body-bytes-max");
    }
  }

  /** What admission needs to know of it. */
  AdmissionLimits admission() {
    return new AdmissionLimits(textCharsMax, metadataBytesMax, stateBytesMax);
  }

  private static void positive(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("mneme.gateway." + key + " must be above zero");
    }
  }
}
