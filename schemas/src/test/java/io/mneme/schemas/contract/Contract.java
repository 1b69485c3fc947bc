package io.mneme.schemas.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.mneme.schemas.Json;
import io.mneme.schemas.deadletter.DeadLetter;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.key.ApiKey;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.recall.RecallServed;
import io.mneme.schemas.tier.TierMove;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One schema with the record that carries it and the samples that hold both to their word.
 *
 * @param schema name, as in the mneme-schema header before the slash
 * @param type the record
 */
record Contract(String schema, Class<?> type) {
  private static final Path SOURCES = Path.of("src/main/resources/schemas");
  private static final Path RELEASED = Path.of("src/test/resources/released");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path REFUSED = Path.of("src/test/resources/refused");

  /** Every contract of this module. */
  static List<Contract> all() {
    return List.of(
        new Contract("event", Event.class),
        new Contract("memory", Memory.class),
        new Contract("recall", RecallServed.class),
        new Contract("tier-move", TierMove.class),
        new Contract("dead-letter", DeadLetter.class),
        new Contract("api-key", ApiKey.class));
  }

  /** Names of the schemas that have a folder, to be held against {@link #all()}. */
  static List<String> folders() {
    return filesOf(SOURCES).map(folder -> folder.getFileName().toString()).toList();
  }

  /** Names of the versions that were released, {@code v1.json} among them. */
  List<String> releasedVersions() {
    return filesOf(RELEASED.resolve(schema)).map(file -> file.getFileName().toString()).toList();
  }

  JsonNode source(String version) {
    return read(SOURCES.resolve(schema).resolve(version));
  }

  JsonNode released(String version) {
    return read(RELEASED.resolve(schema).resolve(version));
  }

  /** Golden samples of every version. */
  List<Sample> golden() {
    return samples(GOLDEN.resolve(schema));
  }

  /** Samples both schema and record refuse. */
  List<Sample> refused() {
    Path folder = REFUSED.resolve(schema);
    return Files.exists(folder) ? samples(folder) : List.of();
  }

  /** What the current schema finds wrong with a sample. */
  Set<ValidationMessage> validate(JsonNode sample) {
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    JsonSchema validator =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(source("v1.json"), config);
    return validator.validate(sample);
  }

  Object decode(JsonNode sample) throws IOException {
    return Json.read(Json.mapper().writeValueAsBytes(sample), type);
  }

  @Override
  public String toString() {
    return schema;
  }

  private List<Sample> samples(Path folder) {
    return filesOf(folder)
        .flatMap(Contract::filesOf)
        .map(file -> new Sample(this, folder.relativize(file).toString(), read(file)))
        .toList();
  }

  private static Stream<Path> filesOf(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new IllegalStateException(folder + " is a folder of this module", e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return Json.mapper().readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IllegalStateException(file + " is not JSON", e);
    }
  }

  /**
   * One sample file.
   *
   * @param contract whose
   * @param name file name
   * @param json content
   */
  record Sample(Contract contract, String name, JsonNode json) {
    @Override
    public String toString() {
      return contract + " " + name;
    }
  }
}
