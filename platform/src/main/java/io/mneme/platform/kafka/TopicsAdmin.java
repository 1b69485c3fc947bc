package io.mneme.platform.kafka;

import io.mneme.platform.Outage;
import io.mneme.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the cluster's topics agree with the catalogue: creates what is missing, says what differs.
 */
public final class TopicsAdmin implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Admin admin;

  public TopicsAdmin(String bootstrap) {
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.dividedBy(2).toMillis()));
  }

  /**
   * Creates the topics of the catalogue that do not exist. Existing ones are never changed: that is
   * the operator's decision.
   *
   * @param replicas of each partition; empty for the broker's default
   * @return names of the topics that were created
   */
  public List<String> create(List<Topic> catalogue, Optional<Short> replicas) throws Outage {
    Set<String> existing = get(admin.listTopics().names());
    List<NewTopic> missing =
        catalogue.stream()
            .filter(topic -> !existing.contains(topic.name()))
            .map(topic ->
                new NewTopic(topic.name(), Optional.of(topic.partitions()), replicas)
                    .configs(topic.config()))
            .toList();
    List<String> created = new ArrayList<>();
    for (Map.Entry<String, KafkaFuture<Void>> topic :
        admin.createTopics(missing).values().entrySet()) {
      if (wasCreated(topic.getValue())) {
        created.add(topic.getKey());
      }
    }
    return created;
  }

  private static boolean wasCreated(KafkaFuture<Void> creation) throws Outage {
    try {
      get(creation);
      return true;
    } catch (Outage e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false; // another process was faster
      }
      throw e;
    }
  }

  /** What the cluster has otherwise than the catalogue says, one sentence each. */
  public List<String> mismatches(List<Topic> catalogue) throws Outage {
    Set<String> existing = get(admin.listTopics().names());
    List<Topic> present =
        catalogue.stream().filter(topic -> existing.contains(topic.name())).toList();
    Map<String, TopicDescription> descriptions =
        get(admin.describeTopics(present.stream().map(Topic::name).toList()).allTopicNames());
    Map<ConfigResource, Config> configs =
        get(admin.describeConfigs(present.stream().map(TopicsAdmin::resource).toList()).all());
    List<String> mismatches = new ArrayList<>();
    for (Topic topic : catalogue) {
      TopicDescription description = descriptions.get(topic.name());
      Config config = configs.get(resource(topic));
      if (description == null || config == null) {
        mismatches.add("topic " + topic.name() + " does not exist");
      } else {
        mismatches.addAll(mismatches(topic, description, config));
      }
    }
    return mismatches;
  }

  private static List<String> mismatches(Topic topic, TopicDescription description, Config config) {
    List<String> mismatches = new ArrayList<>();
    int partitions = description.partitions().size();
    if (partitions != topic.partitions()) {
      mismatches.add(
          "topic %s has %d partitions, not %d"
              .formatted(topic.name(), partitions, topic.partitions()));
    }
    topic
        .config()
        .forEach((name, wanted) -> {
          ConfigEntry actual = config.get(name);
          if (actual == null || !wanted.equals(actual.value())) {
            mismatches.add(
                "topic %s has %s=%s, not %s"
                    .formatted(topic.name(), name, actual == null ? "" : actual.value(), wanted));
          }
        });
    return mismatches;
  }

  /** How many partitions each existing topic of the catalogue has. */
  public Map<String, Integer> partitions(List<Topic> catalogue) throws Outage {
    Set<String> existing = get(admin.listTopics().names());
    Set<String> names =
        catalogue.stream().map(Topic::name).filter(existing::contains).collect(Collectors.toSet());
    Map<String, Integer> partitions = new HashMap<>();
    get(admin.describeTopics(names).allTopicNames())
        .forEach((name, description) -> partitions.put(name, description.partitions().size()));
    return partitions;
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private static <T> T get(KafkaFuture<T> future) throws Outage {
    try {
      return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new Outage("kafka", e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new Outage("kafka", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Outage("kafka", e);
    }
  }

  @Override
  public void close() {
    admin.close(TIMEOUT);
  }
}
