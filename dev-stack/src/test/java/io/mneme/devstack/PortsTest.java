package io.mneme.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PortsTest {
  @TempDir private Path folder;

  private Ports ports() {
    return new Ports(folder.resolve("ports.properties"), new Random());
  }

  @Test
  void a_port_is_the_same_after_a_restart() {
    int port = ports().of("kafka");
    assertThat(ports().of("kafka")).isEqualTo(port);
    assertThat(ports().of("redis")).isNotEqualTo(port);
  }

  @Test
  void a_port_that_somebody_took_is_replaced() throws Exception {
    int port = ports().of("kafka");
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(ports().of("kafka")).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void a_port_that_was_asked_for_and_is_taken_is_refused_with_one_sentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> ports().exactly("api-gateway", taken.getLocalPort()))
          .isInstanceOf(ServerFailed.class)
          .hasMessage(
              "Port %d for the api-gateway is in use by another program."
                  .formatted(taken.getLocalPort()));
    }
  }
}
