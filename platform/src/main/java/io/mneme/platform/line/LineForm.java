package io.mneme.platform.line;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.fasterxml.jackson.core.JsonGenerator;
import io.mneme.schemas.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * A log event as one JSON object a line: {@code timestamp}, {@code message}, {@code logger_name},
 * {@code thread}, {@code level}, {@code stack_trace} of a failure, what the thread and the call add
 * to it, {@code service}.
 *
 * @param service which service writes it
 */
record LineForm(String service) {

  void write(ILoggingEvent event, OutputStream to) throws IOException {
    try (JsonGenerator json = Json.mapper().createGenerator(to)) {
      json.writeStartObject();
      json.writeStringField("timestamp", event.getInstant().toString());
      json.writeStringField("message", event.getFormattedMessage());
      json.writeStringField("logger_name", event.getLoggerName());
      json.writeStringField("thread", event.getThreadName());
      json.writeStringField("level", event.getLevel().toString());
      IThrowableProxy failure = event.getThrowableProxy();
      if (failure != null) {
        json.writeStringField("stack_trace", ThrowableProxyUtil.asString(failure));
      }
      for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      writePairs(event.getKeyValuePairs(), json);
      json.writeStringField("service", service);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writePairs(@Nullable List<KeyValuePair> pairs, JsonGenerator json)
      throws IOException {
    if (pairs == null) {
      return;
    }
    for (KeyValuePair pair : pairs) {
      json.writeFieldName(pair.key);
      json.writePOJO(pair.value);
    }
  }
}
