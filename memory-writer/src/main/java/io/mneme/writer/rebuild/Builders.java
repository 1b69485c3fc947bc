package io.mneme.writer.rebuild;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.BatchHandler.LostPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All partitions of the rebuilt store, some at a time. */
final class Builders implements AutoCloseable {
  private final List<Builder> builders;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("build-", 1).factory());

  Builders(List<Builder> builders) {
    this.builders = List.copyOf(builders);
  }

  /**
   * Brings every partition to these offsets.
   *
   * @throws BuildFailed when one cannot be brought there
   */
  void buildTo(Map<Integer, Long> ends) throws InterruptedException {
    List<Future<?>> running = new ArrayList<>();
    for (Builder builder : builders) {
      running.add(threads.submit(() -> build(builder, ends)));
    }
    for (Future<?> one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException failure
            ? failure
            : new BuildFailed("The rebuild stopped: " + e.getCause(), e);
      }
    }
  }

  private static void build(Builder builder, Map<Integer, Long> ends) {
    try {
      builder.buildTo(ends);
    } catch (Outage | LostPartition e) {
      throw new BuildFailed("The rebuild stopped: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    threads.close();
    builders.forEach(Builder::close);
  }
}
