package io.mneme.benchmarks;

import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.benchmarks.load.LineExchange;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.client.Target;
import io.mneme.devstack.StackFile;
import io.mneme.schemas.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A million lines through one request, each answered, and again answered as a whole: how fast, and
 * whether the gateway's memory knows how long the stream is. The other services stand still
 * meanwhile.
 */
final class NdjsonBenchmark implements Benchmark {
  private static final int LINES_DEFAULT = 1_000_000;
  private static final int LOOK_EVERY_LINES = 20_000;
  private static final int WARM_UP_LINES = 50_000;
  private static final int USERS = 200;
  private static final int DISTINCT_EVENTS = 4_000;
  private static final String ACCEPTED = "\"status\":202";

  private final int lines;
  private final Consumer<String> progress;

  NdjsonBenchmark(BenchOptions options, Consumer<String> progress) {
    this.lines = options.events() == 0 ? LINES_DEFAULT : options.events();
    this.progress = progress;
  }

  @Override
  public List<Figure> run() throws Exception {
    try (StackUnderTest stack = StackUnderTest.inTemporaryFolder()) {
      progress.accept("starting a stack for the gateway");
      stack.upAsDeployed(Map.of("MNEME_EMBEDDER", "stub"));
      DevStack running = stack.stack();
      try (FrozenProcesses _ =
          FrozenProcesses.of(running, List.of("memory-writer", "memory-reader", "tier-migrator"))) {
        return stream(running);
      }
    }
  }

  private List<Figure> stream(DevStack stack) throws Exception {
    List<byte[]> events =
        new SampleConversations(QuickBenchmark.SEED)
            .turns(DISTINCT_EVENTS, USERS).stream().map(NdjsonBenchmark::line).toList();
    long gateway = pid(stack, "api-gateway");
    Target target = stack.target();
    progress.accept("warming up with %,d lines".formatted(WARM_UP_LINES));
    answered(target, new RepeatedLines(events, WARM_UP_LINES), new Memory(gateway));
    progress.accept("streaming %,d lines, each answered".formatted(lines));
    Memory memory = new Memory(gateway);
    double answered = rate(() -> answered(target, new RepeatedLines(events, lines), memory));
    progress.accept("streaming %,d lines, answered as a whole".formatted(lines));
    double counted = rate(() -> counted(target, new RepeatedLines(events, lines)));
    memory.look();
    return List.of(
        Figure.of("ndjson, each line answered", answered, "lines/s"),
        Figure.of("ndjson, answered as a whole", counted, "lines/s"),
        Figure.of("memory of api-gateway, before", memory.first, "MB"),
        Figure.of("memory of api-gateway, most", memory.most, "MB").beside(memory.first));
  }

  private double rate(Callable<Long> stream) throws Exception {
    long start = System.nanoTime();
    long accepted = stream.call();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (accepted != lines) {
      throw new IllegalStateException("%,d of %,d lines were accepted".formatted(accepted, lines));
    }
    return lines / seconds;
  }

  /** By a client that reads answers while it sends. */
  private static long answered(Target target, InputStream lines, Memory memory)
      throws IOException, InterruptedException {
    AtomicLong accepted = new AtomicLong();
    LineExchange.post(
        target.at("/v1/events"),
        target.key(),
        lines,
        answer -> {
          if (answer.contains(ACCEPTED) && accepted.incrementAndGet() % LOOK_EVERY_LINES == 1) {
            memory.look();
          }
        });
    return accepted.get();
  }

  /** By a client that reads when it has sent everything, like most. */
  private static long counted(Target target, InputStream lines)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(target.at("/v1/events"))
            .header("Authorization", "Bearer " + target.key())
            .header("Content-Type", "application/x-ndjson")
            .header("Prefer", "return=minimal")
            .POST(BodyPublishers.ofInputStream(() -> lines))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String last =
          http.send(request, BodyHandlers.ofString())
              .body()
              .lines()
              .reduce((_, later) -> later)
              .orElseThrow();
      return Json.mapper().readTree(last).path("accepted").asLong();
    }
  }

  private static byte[] line(Turn turn) {
    return (new String(Json.write(Pipeline.event(turn)), StandardCharsets.UTF_8) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static long pid(DevStack stack, String component) {
    return stack.stack().components().stream()
        .filter(one -> one.name().equals(component))
        .map(StackFile.Component::process)
        .map(process -> Objects.requireNonNull(process, component).pid())
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Map<String, String> limits() {
    return Map.of("memory", "its own before the stream: what was held did not grow with it");
  }

  /** A process's resident memory, megabytes: at the first look, and the most of all looks. */
  private static final class Memory {
    private final long pid;
    private double first;
    private double most;

    Memory(long pid) {
      this.pid = pid;
    }

    void look() {
      double now = megabytes(pid);
      first = first == 0 ? now : first;
      most = Math.max(most, now);
    }

    private static double megabytes(long pid) {
      try {
        return ResidentMemory.megabytes(pid);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
