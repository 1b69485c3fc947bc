package io.mneme.devstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code run/stack.json} of a data folder: what runs there, for down, status and other tools. */
public final class StackFile {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Path file;

  /**
   * @param data the data folder, which need not exist
   */
  public StackFile(Path data) {
    this.file = data.toAbsolutePath().normalize().resolve("run/stack.json");
  }

  /**
   * A stack.
   *
   * @param state {@code STARTING}, {@code READY} or {@code FAILED}
   * @param supervisor who watches over it
   * @param url where clients go
   * @param problem why it failed
   * @param readySeconds from the command to ready
   */
  public record Stack(
      ComponentState state,
      ProcessId supervisor,
      @Nullable String url,
      @Nullable String problem,
      double readySeconds,
      List<Component> components) {}

  /**
   * One process of it.
   *
   * @param process which one, while there is one
   * @param url its address in its own protocol
   * @param log path of its log
   * @param restarts how often it died and was started again
   */
  public record Component(
      String name,
      ComponentState state,
      @Nullable ProcessId process,
      String url,
      String log,
      int restarts) {}

  /** What was written last, if anything. */
  public Optional<Stack> read() {
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(file.toFile(), Stack.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new ServerFailed(file + " cannot be read.", e);
    }
  }

  void write(Stack stack) {
    try {
      DataFolder.writePrivately(file, JSON.writeValueAsString(stack) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Indented, names in snake case. */
  static String toJson(Object stack) {
    try {
      return JSON.writeValueAsString(stack);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
