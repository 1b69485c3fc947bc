package io.mneme.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServersIT {
  private static final Duration READY_MAX = Duration.ofSeconds(30);
  private final ScratchServers servers = new ScratchServers();

  @AfterAll
  void end() {
    servers.close();
  }

  Stream<Server> all() {
    return Stream.of(servers.kafka(), servers.postgres(), servers.redis(), servers.s3());
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_killed_server_comes_back_on_the_same_port(Server server) {
    ProcessId before = server.child().id();
    server.child().kill();
    assertThat(server.probe().answers()).isFalse();
    assertThat(before.isRunning()).isFalse();

    server.restart(READY_MAX);

    assertThat(server.probe().answers()).isTrue();
    assertThat(server.child().id()).isNotEqualTo(before);
  }
}
