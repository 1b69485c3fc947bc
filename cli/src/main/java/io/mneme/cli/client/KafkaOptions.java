package io.mneme.cli.client;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the operator's commands, which speak to Kafka. */
public final class KafkaOptions {
  public static final String BOOTSTRAP_VARIABLE = "MNEME_KAFKA_BOOTSTRAP";

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Which Kafka; default $MNEME_KAFKA_BOOTSTRAP, else that of ./mneme up.")
  private @Nullable String bootstrap;

  /**
   * The Kafka that is meant.
   *
   * @param data the stack's data folder, where one was named
   */
  public String bootstrap(Optional<Path> data, Map<String, String> environment) {
    return TargetOptions.named(bootstrap, environment, BOOTSTRAP_VARIABLE)
        .orElseGet(() -> DevStack.running(data, environment).kafkaBootstrap());
  }
}
