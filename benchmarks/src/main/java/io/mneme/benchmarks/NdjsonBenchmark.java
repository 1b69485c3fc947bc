package io.mneme.benchmarks;

import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.client.Target;
import io.mneme.devstack.StackFile;
import io.mneme.schemas.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A stream of a million lines through one request: how fast, and whether the gateway's memory knows
 * how long the stream is. The other services stand still meanwhile.
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
              FrozenProcesses.of(
                  running, List.of("memory-writer", "memory-reader", "tier-migrator"));
          HttpClient http = HttpClient.newHttpClient()) {
        return stream(http, running);
      }
    }
  }

  private List<Figure> stream(HttpClient http, DevStack stack) throws Exception {
    List<byte[]> events =
        new SampleConversations(QuickBenchmark.SEED)
            .turns(DISTINCT_EVENTS, USERS).stream().map(NdjsonBenchmark::line).toList();
    long gateway = pid(stack, "api-gateway");
    progress.accept("warming up with %,d lines".formatted(WARM_UP_LINES));
    send(http, stack.target(), new RepeatedLines(events, WARM_UP_LINES), new Memory(gateway));
    progress.accept("streaming %,d lines".formatted(lines));
    Memory memory = new Memory(gateway);
    long start = System.nanoTime();
    long accepted = send(http, stack.target(), new RepeatedLines(events, lines), memory);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (accepted != lines) {
      throw new IllegalStateException("%,d of %,d lines were accepted".formatted(accepted, lines));
    }
    return List.of(
        Figure.of("ndjson, one stream", lines / seconds, "lines/s"),
        Figure.of("memory of api-gateway, before", memory.first, "MB"),
        Figure.of("memory of api-gateway, most", memory.most, "MB").beside(memory.first));
  }

  private static long send(HttpClient http, Target target, InputStream lines, Memory memory)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(target.at("/v1/events"))
            .header("Authorization", "Bearer " + target.key())
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofInputStream(() -> lines))
            .build();
    HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
    long accepted = 0;
    try (BufferedReader answers =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String answer = answers.readLine(); answer != null; answer = answers.readLine()) {
        accepted += answer.contains(ACCEPTED) ? 1 : 0;
        if (accepted % LOOK_EVERY_LINES == 1) {
          memory.look();
        }
      }
    }
    return accepted;
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

    void look() throws IOException {
      double now = ResidentMemory.megabytes(pid);
      first = first == 0 ? now : first;
      most = Math.max(most, now);
    }
  }
}
