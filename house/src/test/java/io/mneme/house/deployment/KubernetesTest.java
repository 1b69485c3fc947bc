package io.mneme.house.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.house.Repository;
import io.mneme.house.Yaml;
import io.mneme.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The writer's manifests agree with the writer and with what the requirements ask of scaling. */
class KubernetesTest {
  private static final JsonNode DEPLOYMENT = manifest("memory-writer.yaml");
  private static final JsonNode SCALER = manifest("memory-writer-scaler.yaml");
  private static final JsonNode CONTAINER = DEPLOYMENT.at("/spec/template/spec/containers/0");
  private static final ComposeFile COMPOSE = ComposeFile.read();

  @Test
  void everyVariableItSetsIsOneTheWriterReads() {
    assertThat(Variables.readBy("memory-writer")).containsAll(variables());
    assertThat(variables()).containsAll(Variables.neededBy("memory-writer"));
  }

  @Test
  void imagePortAndProbesAreThoseOfTheCompositionAndTheCode() {
    assertThat(CONTAINER.path("image").asText())
        .isEqualTo(COMPOSE.service("memory-writer").path("image").asText());
    assertThat(CONTAINER.at("/ports/0/containerPort").asInt())
        .isEqualTo(COMPOSE.exposed("memory-writer").getFirst());
    assertThat(CONTAINER.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
    assertThat(CONTAINER.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
  }

  @Test
  void scalerCountsTheWritersOwnQueue() {
    JsonNode trigger = SCALER.at("/spec/triggers/0/metadata");

    assertThat(SCALER.at("/spec/scaleTargetRef/name").asText())
        .isEqualTo(DEPLOYMENT.at("/metadata/name").asText());
    assertThat(trigger.path("topic").asText()).isEqualTo(Topics.EVENTS);
    assertThat(
            Repository.read(
                Repository.ROOT.resolve(
                    "memory-writer/src/main/java/io/mneme/writer/WriterWiring.java")))
        .contains("GROUP = \"%s\"".formatted(trigger.path("consumerGroup").asText()));
    assertThat(trigger.path("lagThreshold").asText()).isEqualTo("100");
    assertThat(SCALER.at("/spec/maxReplicaCount").asInt()).isEqualTo(50);
  }

  private static List<String> variables() {
    List<String> names = new ArrayList<>();
    CONTAINER.path("env").forEach(variable -> names.add(variable.path("name").asText()));
    return names;
  }

  private static JsonNode manifest(String name) {
    return Yaml.parse(Repository.read(Repository.ROOT.resolve("deploy/kubernetes").resolve(name)));
  }
}
