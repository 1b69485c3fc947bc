package io.mneme.benchmarks.torture.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PostgresWireTest {
  private static final byte[] OTHER =
      "C\0\0\0\15INSERT 0 1\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] COMMIT =
      "C\0\0\0\13COMMIT\0Z\0\0\0\5I".getBytes(StandardCharsets.ISO_8859_1);

  @Test
  void cutsTheLineAtTheAnswerToACommitAndNoSooner() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        PostgresWire wire = new PostgresWire(server.getLocalPort());
        Socket client = new Socket(InetAddress.getLoopbackAddress(), wire.port());
        Socket postgres = server.accept()) {
      InputStream answers = client.getInputStream();
      postgres.getOutputStream().write(COMMIT);
      assertThat(answers.readNBytes(COMMIT.length)).isEqualTo(COMMIT);

      wire.loseCommits(1);
      postgres.getOutputStream().write(OTHER);
      assertThat(answers.readNBytes(OTHER.length)).isEqualTo(OTHER);
      postgres.getOutputStream().write(COMMIT);

      assertThat(answers.read()).as("end of the line").isEqualTo(-1);
      assertThat(wire.lost()).isEqualTo(1);
    }
  }
}
