package io.mneme.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.MnemeClient.Priority;
import io.mneme.cli.client.RecordedEvents;
import io.mneme.cli.client.RequestFailed;
import io.mneme.cli.client.RetryPolicy;
import io.mneme.cli.client.Target;
import io.mneme.cli.console.CommandFailed;
import io.mneme.cli.console.Shell;
import io.mneme.cli.eval.Latencies;
import io.mneme.cli.ingest.FileItem;
import io.mneme.cli.ingest.IngestLimits;
import io.mneme.cli.ingest.IngestTally;
import io.mneme.cli.ingest.Ingestion;
import io.mneme.cli.ingest.OutgoingEvent;
import io.mneme.cli.keys.KeyDesk;
import io.mneme.platform.keys.Keys;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an import costs those who are talking: how long an interactive event takes from its request
 * to searchable while nothing else is to be done, and while an import is being fed.
 */
final class BulkBenchmark implements Benchmark {
  /** An import may make an interactive event at most so many times slower. */
  static final double RATIO_MAX = 2.0;

  private static final int SAMPLES = 200;
  private static final int WARM_UP_SAMPLES = 200;

  /** An import before the import: batches are another path than single events. */
  private static final int WARM_UP_EVENTS = 3_000;

  private static final Duration WARM_UP_MAX = Duration.ofMinutes(3);

  /** Whoever waits looks so often; one that never rests takes a core from what it waits for. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

  private static final int USERS = 20;
  private static final int TENANT_RANDOM_BYTES = 5;

  private static final int EVENTS_DEFAULT = 20_000;

  private final Shell shell;
  private final int events;
  private final boolean running;
  private final Consumer<String> progress;

  /**
   * @param options whose import must last longer than the measurement
   */
  BulkBenchmark(Shell shell, BenchOptions options, Consumer<String> progress) {
    this.shell = shell;
    this.events = options.events() == 0 ? EVENTS_DEFAULT : options.events();
    this.running = options.running();
    this.progress = progress;
  }

  @Override
  public List<Figure> run() throws Exception {
    return running ? runOnRunning() : runFresh();
  }

  @Override
  public Map<String, String> limits() {
    return Map.of();
  }

  /** Measures a stack of its own. */
  private List<Figure> runFresh() throws Exception {
    try (StackUnderTest stack = StackUnderTest.inTemporaryFolder()) {
      progress.accept("starting a fresh stack");
      stack.upAsDeployed(Map.of());
      return measure(stack.stack());
    }
  }

  /** Measures the stack that runs here, in a tenant of its own. */
  private List<Figure> runOnRunning() throws Exception {
    return measure(DevStack.running(Optional.empty(), shell.environment()));
  }

  private List<Figure> measure(DevStack stack) throws Exception {
    byte[] chance = new byte[TENANT_RANDOM_BYTES];
    shell.random().nextBytes(chance);
    try (KeyDesk desk = new KeyDesk(stack.kafkaBootstrap(), shell);
        WaitingRoom room = new WaitingRoom(stack.kafkaBootstrap())) {
      Keys.Created key =
          desk.keys()
              .create(
                  "bench-" + HexFormat.of().formatHex(chance),
                  "bench bulk",
                  List.of("ingest", "recall"),
                  "dev");
      try (MnemeClient client =
          new MnemeClient(
              new Target(stack.target().url(), key.text()), RetryPolicy.standard(shell.random()))) {
        client.awaitKey();
        return measure(client, room);
      } finally {
        desk.keys().revoke(key.key().keyId());
      }
    }
  }

  private List<Figure> measure(MnemeClient client, WaitingRoom room) throws Exception {
    progress.accept("warming up");
    talk(client, WARM_UP_SAMPLES);
    enqueue(client, WARM_UP_EVENTS);
    room.awaitEmpty(WARM_UP_MAX);
    talk(client, WARM_UP_SAMPLES);
    progress.accept("talking while nothing else is to be done");
    Latencies idle = talk(client, SAMPLES);
    progress.accept("queueing an import of %,d events".formatted(events));
    long start = System.nanoTime();
    enqueue(client, events);
    double queued = events / seconds(start);
    progress.accept("talking while it is being fed");
    long loggedBefore = room.logged();
    long talkBegan = System.nanoTime();
    Latencies busy = talk(client, SAMPLES);
    double fed = (room.logged() - loggedBefore - SAMPLES) / seconds(talkBegan);
    if (room.depth() == 0) {
      throw new CommandFailed("The import ended before the measurement did: raise --events.");
    }
    return List.of(
        Figure.of("searchable p50, idle", idle.p50(), "ms"),
        Figure.of("searchable p95, idle", idle.p95(), "ms"),
        Figure.of("searchable p50, during an import", busy.p50(), "ms").beside(idle.p50()),
        Figure.of("searchable p95, during an import", busy.p95(), "ms").beside(idle.p95()),
        Figure.of("slower by an import, p95", busy.p95() / idle.p95(), "times").beside(RATIO_MAX),
        Figure.of("import, HTTP to durable", queued, "events/s"),
        Figure.of("import, fed meanwhile", fed, "events/s"));
  }

  /** One event after the other, each from its request until it is searchable. */
  private static Latencies talk(MnemeClient client, int samples)
      throws RequestFailed, InterruptedException {
    List<Duration> took = new ArrayList<>(samples);
    for (int i = 0; i < samples; i++) {
      ObjectNode event = Json.mapper().createObjectNode();
      event.put("user", "talker").put("text", "Shall we meet at " + i + " in the garden?");
      byte[] array = ("[" + event + "]").getBytes(StandardCharsets.UTF_8);
      long start = System.nanoTime();
      List<Position> position = position(client.record(array, Priority.INTERACTIVE));
      while (client.lag(position).orElse(1) > 0) {
        Thread.sleep(LOOK_AGAIN);
      }
      took.add(Duration.ofNanos(System.nanoTime() - start));
    }
    return Latencies.of(took);
  }

  private static List<Position> position(RecordedEvents answer) {
    return switch (answer.items().getFirst()) {
      case RecordedEvents.Accepted accepted -> List.of(accepted.position());
      case RecordedEvents.Queued _ -> throw new CommandFailed("An interactive event was queued.");
      case RecordedEvents.Refused refused ->
          throw new CommandFailed("An event was refused: " + refused.reason() + ".");
    };
  }

  private static void enqueue(MnemeClient client, int count) throws Exception {
    List<Turn> turns = new SampleConversations(QuickBenchmark.SEED + count).turns(count, USERS);
    IngestTally tally = new IngestTally();
    int[] next = {0};
    new Ingestion(client, IngestLimits.standard().bulk(), tally)
        .send(() -> next[0] < turns.size() ? item(next[0] + 1, turns.get(next[0]++)) : null);
    if (tally.acceptedEvents() != count) {
      throw new CommandFailed("%,d of the import were refused.".formatted(tally.rejectedEvents()));
    }
  }

  private static FileItem item(long number, Turn turn) {
    return new FileItem.Ready(OutgoingEvent.of(number, Pipeline.event(turn)));
  }

  private static double seconds(long since) {
    return Math.max(1e-9, (System.nanoTime() - since) / 1e9);
  }
}
