package io.mneme.writer.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mneme.schemas.Json;
import io.mneme.storage.verify.StateItem;
import io.mneme.storage.verify.StateItem.Kind;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A saved state: one JSON array an item, {@code [kind, tenant, user, name, digest]}, in order. */
final class StateFile {
  private StateFile() {}

  /** Writes one. */
  static final class Writing implements AutoCloseable {
    private final BufferedWriter out;

    Writing(Path file) throws IOException {
      this.out = Files.newBufferedWriter(file);
    }

    void take(StateItem item) {
      ArrayNode line = Json.mapper().createArrayNode();
      line.add(item.kind().name()).add(item.tenant()).add(item.user());
      line.add(item.name()).add(item.digest());
      try {
        out.write(line.toString());
        out.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Reads one, item by item. */
  static final class Reading implements AutoCloseable {
    private final BufferedReader in;

    Reading(Path file) throws IOException {
      this.in = Files.newBufferedReader(file);
    }

    /** The next item; null at the end. */
    @Nullable StateItem next() {
      try {
        String line = in.readLine();
        if (line == null) {
          return null;
        }
        JsonNode item = Json.mapper().readTree(line);
        return new StateItem(
            Kind.valueOf(item.path(0).asText()),
            item.path(1).asText(),
            item.path(2).asText(),
            item.path(3).asText(),
            item.path(4).asText());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
