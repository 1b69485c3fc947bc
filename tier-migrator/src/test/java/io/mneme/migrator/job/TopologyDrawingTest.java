package io.mneme.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The topology as it runs, held against the one on file. A change here changes names of topics or
 * stores of running jobs: it needs a line in the migration notes.
 */
final class TopologyDrawingTest {

  @Test
  void theTopologyIsTheOneOnFile() throws IOException {
    try (RecordPublisher publisher = new RecordPublisher(PublisherConfig.of("127.0.0.1:1"))) {
      String drawn =
          JobWorld.topology(
                  JobWorld.settings(Path.of("target", "unused"), publisher),
                  TierPolicies.shared(JobWorld.POLICY),
                  JobWorld.PASS,
                  new SimpleMeterRegistry())
              .describe()
              .toString();

      assertThat(drawn.strip()).isEqualTo(onFile().strip());
    }
  }

  private static String onFile() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(TopologyDrawingTest.class.getResourceAsStream("topology.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
