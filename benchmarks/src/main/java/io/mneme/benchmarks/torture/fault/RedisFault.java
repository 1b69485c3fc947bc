package io.mneme.benchmarks.torture.fault;

import io.mneme.benchmarks.torture.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What can happen to Redis. */
public sealed interface RedisFault extends Fault {

  /** FLUSHALL, again and again: whatever was told to readers is gone. */
  record Flushed(int times) implements RedisFault {
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final byte[] FLUSH = "FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE = "+OK\r\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String name() {
      return "Redis emptied";
    }

    @Override
    public String number() {
      return "F10";
    }

    @Override
    public Duration held() {
      return Duration.ZERO;
    }

    @Override
    public void begin(World world) throws InterruptedException {
      for (int i = 0; i < times; i++) {
        flush(world.redis().port());
        Thread.sleep(EVERY);
      }
    }

    private static void flush(int port) {
      try (Socket redis = new Socket(InetAddress.getLoopbackAddress(), port)) {
        redis.getOutputStream().write(FLUSH);
        if (redis.getInputStream().readNBytes(DONE.length).length != DONE.length) {
          throw new IllegalStateException("Redis closed the line instead of emptying itself");
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Redis could not be emptied", e);
      }
    }

    @Override
    public void end(World world) {
      // nobody has to put back what is only a copy
    }
  }
}
