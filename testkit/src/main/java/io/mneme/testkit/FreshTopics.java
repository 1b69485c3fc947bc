package io.mneme.testkit;

import io.mneme.schemas.topic.Topic;
import io.mneme.schemas.topic.Topics;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Gives a test the catalogue's topics with nothing in them. */
final class FreshTopics {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private final String bootstrap;

  FreshTopics(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  void make(int partitions) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
      Set<String> old =
          admin.listTopics().names().get().stream()
              .filter(name -> !name.startsWith("__"))
              .collect(Collectors.toSet());
      forgetGroups(admin);
      delete(admin, old);
      waitUntil(admin, listed -> Collections.disjoint(listed, old));
      create(
          admin,
          Topics.catalogue(partitions).stream()
              .map(topic ->
                  new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                      .configs(topic.config()))
              .toList());
      Set<String> fresh =
          Topics.catalogue(partitions).stream().map(Topic::name).collect(Collectors.toSet());
      waitUntil(admin, listed -> listed.containsAll(fresh));
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("Kafka could not be given fresh topics: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** A group some test still sits in keeps its offsets: it will find its topic gone. */
  private static void forgetGroups(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<String> groups =
        admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
    for (KafkaFuture<Void> deletion : admin.deleteConsumerGroups(groups).deletedGroups().values()) {
      try {
        await(deletion);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof GroupNotEmptyException
            || e.getCause() instanceof GroupIdNotFoundException)) {
          throw e;
        }
      }
    }
  }

  /** A topic somebody else has just removed is still listed for a moment. */
  private static void delete(Admin admin, Set<String> topics)
      throws ExecutionException, InterruptedException, TimeoutException {
    for (KafkaFuture<Void> deletion : admin.deleteTopics(topics).topicNameValues().values()) {
      try {
        await(deletion);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
  }

  /** What the controller has done, a busy broker learns a moment later. */
  private static void waitUntil(Admin admin, Predicate<Set<String>> listed)
      throws ExecutionException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!listed.test(admin.listTopics().names().get())) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("the broker does not learn which topics there are");
      }
      Thread.sleep(PAUSE);
    }
  }

  /** A topic that is being removed still has its name for a moment. */
  private static void create(Admin admin, List<NewTopic> topics)
      throws ExecutionException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    for (Map.Entry<String, KafkaFuture<Void>> one :
        admin.createTopics(topics).values().entrySet()) {
      KafkaFuture<Void> creation = one.getValue();
      while (!created(creation)) {
        if (System.nanoTime() > deadline) {
          throw new TimeoutException(one.getKey() + " does not go away");
        }
        Thread.sleep(PAUSE);
        NewTopic again =
            topics.stream().filter(topic -> topic.name().equals(one.getKey())).findFirst().get();
        creation = admin.createTopics(List.of(again)).all();
      }
    }
  }

  private static boolean created(KafkaFuture<Void> creation)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      await(creation);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  private static void await(KafkaFuture<Void> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
