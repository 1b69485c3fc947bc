package io.mneme.platform.kafka;

import io.mneme.schemas.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/** Reads and writes the headers every record carries. */
public final class RecordHeaders {
  private RecordHeaders() {}

  /** Says what the value is, for example {@code event/1}. */
  public static void schema(org.apache.kafka.common.header.Headers headers, String schema) {
    put(headers, Headers.SCHEMA, schema);
  }

  /** What the value says it is. */
  public static Optional<String> schema(org.apache.kafka.common.header.Headers headers) {
    return get(headers, Headers.SCHEMA);
  }

  /** The request that caused the record. */
  public static void correlationId(org.apache.kafka.common.header.Headers headers, String id) {
    put(headers, Headers.CORRELATION_ID, id);
  }

  /** The request that caused the record. */
  public static Optional<String> correlationId(org.apache.kafka.common.header.Headers headers) {
    return get(headers, Headers.CORRELATION_ID);
  }

  /** Sets a header, replacing one of the same name. */
  public static void put(
      org.apache.kafka.common.header.Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The last header of this name. */
  public static Optional<String> get(org.apache.kafka.common.header.Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }
}
