package io.mneme.migrator.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The name by which the group knows this process again after a restart, so that a killed one gets
 * its partitions back at once and not after the session timeout. It lives in the state folder,
 * which Streams lets only one process use at a time.
 */
final class InstanceName {
  private static final String FILE = "instance";
  private static final int BYTES = 8;

  private InstanceName() {}

  /** The settings that carry the folder's name, which is made when there is none. */
  static Map<String, String> in(Path stateDir, RandomGenerator random) throws IOException {
    Files.createDirectories(stateDir);
    Path file = stateDir.resolve(FILE);
    if (!Files.exists(file)) {
      byte[] bytes = new byte[BYTES];
      random.nextBytes(bytes);
      Files.writeString(file, HexFormat.of().formatHex(bytes));
    }
    return Map.of(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        JobSettings.APPLICATION_ID + "-" + Files.readString(file).strip());
  }
}
