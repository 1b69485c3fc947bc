package io.mneme.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mneme.schemas.Headers;
import io.mneme.schemas.Json;
import io.mneme.schemas.deadletter.DeadLetter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document says what the catalogue and the schemas say. */
class AsyncApiTest {
  private static final Path DOCUMENT = Path.of("../docs/asyncapi.yaml");

  @Test
  void everyTopicIsAChannelAndEveryChannelATopic() throws IOException {
    List<String> addresses = new ArrayList<>();
    document().path("channels").forEach(channel -> addresses.add(channel.path("address").asText()));

    assertThat(addresses)
        .containsExactlyInAnyOrderElementsOf(catalogue().stream().map(Topic::name).toList());
  }

  @Test
  void channelBindsThePartitionsAndThePolicyOfItsTopic() throws IOException {
    for (Topic topic : catalogue()) {
      JsonNode channel = channel(topic);
      JsonNode kafka = channel.at("/bindings/kafka");

      assertThat(kafka.path("topic").asText()).isEqualTo(topic.name());
      assertThat(kafka.path("partitions").asInt()).isEqualTo(topic.partitions());
      assertThat(configuration(kafka)).as(topic.name()).isEqualTo(new TreeMap<>(topic.config()));
    }
  }

  @Test
  void messageNamesTheKeyOfItsTopic() throws IOException {
    for (Topic topic : catalogue()) {
      for (JsonNode message : messages(topic)) {
        assertThat(message.at("/bindings/kafka/key/description").asText())
            .as(topic.name())
            .isEqualTo(topic.key());
      }
    }
  }

  @Test
  void payloadIsASchemaFileOfItsHeader() throws IOException {
    for (Topic topic : catalogue()) {
      for (JsonNode message : messages(topic)) {
        String ref = message.at("/payload/schema/$ref").asText();
        if (topic.name().equals(Topics.DEAD_LETTERS)) {
          assertThat(ref).isEmpty();
          continue;
        }
        Path file = DOCUMENT.resolveSibling(ref).normalize();
        assertThat(file).as(topic.name()).exists();
        assertThat(message.at("/headers/properties/" + Headers.SCHEMA + "/const").asText())
            .isEqualTo(Json.mapper().readTree(Files.readString(file)).path("title").asText());
        assertThat(message.at("/headers/properties").has(Headers.CORRELATION_ID)).isTrue();
      }
    }
  }

  @Test
  void deadLetterHeadersAreTheFieldsOfItsSchema() throws IOException {
    JsonNode schema =
        Json.mapper()
            .readTree(Files.readString(Path.of("src/main/resources/schemas/dead-letter/v1.json")));
    List<String> expected = new ArrayList<>();
    schema
        .path("properties")
        .fieldNames()
        .forEachRemaining(
            field -> expected.add(DeadLetter.HEADER_PREFIX + field.replace('_', '-')));
    List<String> documented = new ArrayList<>();
    messages(deadLetters())
        .get(0)
        .at("/headers/properties")
        .fieldNames()
        .forEachRemaining(documented::add);

    assertThat(documented).containsExactlyElementsOf(expected);
  }

  private static Topic deadLetters() {
    return catalogue().stream()
        .filter(topic -> topic.name().equals(Topics.DEAD_LETTERS))
        .findFirst()
        .orElseThrow();
  }

  private static List<Topic> catalogue() {
    return Topics.catalogue(Topics.PARTITIONS_DEFAULT);
  }

  private static Map<String, String> configuration(JsonNode kafka) {
    Map<String, String> configuration = new TreeMap<>();
    kafka
        .path("topicConfiguration")
        .properties()
        .forEach(entry -> {
          JsonNode value = entry.getValue();
          configuration.put(
              entry.getKey(), value.isArray() ? value.get(0).asText() : value.asText());
        });
    return configuration;
  }

  private static JsonNode channel(Topic topic) throws IOException {
    for (JsonNode channel : document().path("channels")) {
      if (channel.path("address").asText().equals(topic.name())) {
        return channel;
      }
    }
    throw new AssertionError(topic.name() + " has no channel in " + DOCUMENT);
  }

  private static List<JsonNode> messages(Topic topic) throws IOException {
    List<JsonNode> messages = new ArrayList<>();
    for (JsonNode ref : channel(topic).path("messages")) {
      messages.add(document().at(ref.path("$ref").asText().substring(1)));
    }
    assertThat(messages).as(topic.name()).isNotEmpty();
    return messages;
  }

  private static JsonNode document() throws IOException {
    return new YAMLMapper().readTree(Files.readString(DOCUMENT));
  }
}
