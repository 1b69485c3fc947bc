package io.mneme.platform;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * Where Kafka is.
 *
 * @param bootstrap its addresses, {@code host:port[,host:port]}
 */
@ConfigurationProperties("mneme.kafka")
public record KafkaConfig(String bootstrap) {

  public KafkaConfig {
    if (!bootstrap.matches("[^:,\\s]+:\\d+(,[^:,\\s]+:\\d+)*")) {
      throw new IllegalArgumentException(
          "mneme.kafka.bootstrap must be host:port[,host:port], not \"" + bootstrap + "\"");
    }
  }
}
