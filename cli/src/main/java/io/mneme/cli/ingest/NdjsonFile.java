package io.mneme.cli.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.schemas.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One JSON object a line, each an event as {@code POST /v1/events} takes it. */
final class NdjsonFile implements EventFile {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LINE_BYTES_MAX = 1 << 20;

  private final InputStream in;
  private final OptionalLong total;
  private final Optional<String> user;
  private final ContentKeys keys = new ContentKeys();
  private long line;

  /**
   * @param total lines, where known
   * @param user of lines that name none
   */
  NdjsonFile(InputStream in, OptionalLong total, Optional<String> user) {
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
    this.total = total;
    this.user = user;
  }

  static NdjsonFile open(Path file, Optional<String> user) throws IOException {
    return new NdjsonFile(Files.newInputStream(file), OptionalLong.of(lines(file)), user);
  }

  private static long lines(Path file) throws IOException {
    long lines = 0;
    try (NdjsonFile counted =
        new NdjsonFile(Files.newInputStream(file), OptionalLong.empty(), Optional.empty())) {
      for (byte[] text = counted.readLine(); text != null; text = counted.readLine()) {
        lines += isBlank(text) ? 0 : 1;
      }
    }
    return lines;
  }

  @Override
  public OptionalLong total() {
    return total;
  }

  @Override
  public @Nullable FileItem next() throws IOException {
    byte[] text = readLine();
    while (text != null && isBlank(text)) {
      text = readLine();
    }
    return text == null ? null : item(text);
  }

  private FileItem item(byte[] text) {
    if (text.length > LINE_BYTES_MAX) {
      return new FileItem.Unreadable(line, "it is longer than " + LINE_BYTES_MAX + " bytes");
    }
    try {
      JsonNode read = Json.mapper().readTree(text);
      if (!(read instanceof ObjectNode event)) {
        return new FileItem.Unreadable(line, "it is not a JSON object");
      }
      if (!event.has("user") && !event.has("scope")) {
        if (user.isEmpty()) {
          return new FileItem.Unreadable(line, "it names no user; name one with --user");
        }
        event.put("user", user.get());
      }
      keys.put(event);
      return new FileItem.Ready(OutgoingEvent.of(line, event));
    } catch (JsonProcessingException e) {
      return new FileItem.Unreadable(line, "it is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      return new FileItem.Unreadable(line, "it is not UTF-8: " + e.getMessage());
    }
  }

  /** The bytes up to a line feed; of a line too long only so many that this can be seen. */
  private byte @Nullable [] readLine() throws IOException {
    int one = in.read();
    if (one < 0) {
      return null;
    }
    line++;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (one >= 0 && one != '\n') {
      if (text.size() <= LINE_BYTES_MAX) {
        text.write(one);
      }
      one = in.read();
    }
    return text.toByteArray();
  }

  private static boolean isBlank(byte[] text) {
    for (byte one : text) {
      if (one != ' ' && one != '\t' && one != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
