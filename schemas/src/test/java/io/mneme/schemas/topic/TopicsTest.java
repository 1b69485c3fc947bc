package io.mneme.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden-topics.txt");
  private static final Path README = Path.of("README.md");
  private static final int PARTITIONS = 96;

  @Test
  void catalogueIsAsItWasReleased() throws IOException {
    assertThat(listing(Topics.catalogue(Topics.PARTITIONS_DEFAULT)))
        .as("topics are public API: see VERSIONING.md before you change %s", GOLDEN)
        .isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void subjectHasTheSamePartitionNumberInEverySubjectTopic() {
    assertThat(Topics.catalogue(PARTITIONS))
        .filteredOn(topic -> topic.key().contains("tenant/user"))
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(topic -> assertThat(topic.partitions()).isEqualTo(PARTITIONS));
  }

  @Test
  void deadLettersHaveRoomForEveryPartition() {
    assertThat(Topics.catalogue(PARTITIONS))
        .filteredOn(topic -> topic.name().equals(Topics.DEAD_LETTERS))
        .singleElement()
        .satisfies(topic -> assertThat(topic.partitions()).isEqualTo(PARTITIONS));
  }

  @Test
  void truthIsKeptForEver() {
    assertThat(config(Topics.EVENTS))
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "-1");
  }

  @Test
  void everyTopicHasAPolicyAndAUniqueName() {
    List<Topic> catalogue = Topics.catalogue(PARTITIONS);

    assertThat(catalogue).extracting(Topic::name).doesNotHaveDuplicates();
    assertThat(catalogue)
        .allSatisfy(topic -> {
          assertThat(topic.name()).startsWith("mneme.");
          assertThat(topic.config()).containsKey("cleanup.policy");
          assertThat(topic.holds()).isNotBlank();
        });
  }

  @Test
  void readmeShowsEveryTopicWithItsKey() throws IOException {
    String readme = Files.readString(README);

    assertThat(Topics.catalogue(Topics.PARTITIONS_DEFAULT))
        .allSatisfy(topic ->
            assertThat(readme).contains("| `" + topic.name() + "` | `" + topic.key() + "` |"));
  }

  private static Map<String, String> config(String name) {
    return Topics.catalogue(PARTITIONS).stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow()
        .config();
  }

  private static String listing(List<Topic> topics) {
    return topics.stream()
        .map(topic ->
            String.join(
                " | ",
                topic.name(),
                topic.key(),
                Integer.toString(topic.partitions()),
                new TreeMap<>(topic.config()).toString()))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
