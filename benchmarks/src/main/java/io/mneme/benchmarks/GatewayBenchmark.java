package io.mneme.benchmarks;

import io.mneme.benchmarks.limit.BareGatewayController;
import io.mneme.benchmarks.limit.BareProducer;
import io.mneme.benchmarks.limit.EmptyServer;
import io.mneme.benchmarks.load.HttpLoad;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.client.Target;
import io.mneme.schemas.Json;
import io.mneme.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the gateway accepts, durable in the log, beside the lower one of the two things it is made
 * of: its HTTP server with an empty handler, and a producer; and beside a gateway with nothing in
 * it, which does both and no more. The other services stand still meanwhile: they would use the
 * cores it is compared on.
 */
final class GatewayBenchmark implements Benchmark {
  private static final String OURS = "/v1/events";
  private static final int USERS = 200;
  private static final int CONNECTIONS = 256;
  private static final int BATCH_CONNECTIONS = 16;
  private static final int BATCH_EVENTS = 100;
  private static final int DISTINCT_EVENTS = 4_000;

  private static final Duration ROUND = Duration.ofSeconds(4);
  private static final String GATEWAY_HEAP = "256m";

  private final Consumer<String> progress;

  GatewayBenchmark(Consumer<String> progress) {
    this.progress = progress;
  }

  /** Measures a stack of its own. */
  @Override
  public List<Figure> run() throws Exception {
    try (StackUnderTest stack = StackUnderTest.inTemporaryFolder()) {
      progress.accept("starting a stack for the gateway");
      stack.upAsDeployed(Map.of("MNEME_EMBEDDER", "stub"));
      DevStack running = stack.stack();
      try (FrozenProcesses _ =
          FrozenProcesses.of(running, List.of("memory-writer", "memory-reader", "tier-migrator"))) {
        return gateway(running);
      }
    }
  }

  private List<Figure> gateway(DevStack stack) throws Exception {
    List<byte[]> events =
        new SampleConversations(QuickBenchmark.SEED + 1)
            .turns(DISTINCT_EVENTS, USERS).stream()
                .map(turn -> Json.write(Pipeline.event(turn)))
                .toList();
    Map<String, String> log =
        Map.of(EmptyServer.KAFKA, stack.kafkaBootstrap(), EmptyServer.TOPIC, Topics.BULK_EVENTS);
    try (EmptyServer empty = EmptyServer.start(GATEWAY_HEAP, log);
        BareProducer producer = new BareProducer(stack.kafkaBootstrap(), Topics.BULK_EVENTS)) {
      Comparison comparison = new Comparison(stack.target(), empty.url(), producer, events);
      List<Figure> figures = new ArrayList<>();
      figures.addAll(comparison.run("gateway_single", 1, CONNECTIONS));
      figures.addAll(comparison.run("gateway_batch", BATCH_EVENTS, BATCH_CONNECTIONS));
      return figures;
    }
  }

  /** The gateway, an empty server and a producer, each with the same events. */
  private final class Comparison {
    private final Target gateway;
    private final URI empty;
    private final BareProducer producer;
    private final List<byte[]> events;

    Comparison(Target gateway, URI empty, BareProducer producer, List<byte[]> events) {
      this.gateway = gateway;
      this.empty = empty;
      this.producer = producer;
      this.events = events;
    }

    List<Figure> run(String measure, int eventsARequest, int connections) throws Exception {
      Consumer<String> told = text -> progress.accept(measure + ": " + text);
      HttpLoad ours = load(gateway.url(), OURS, eventsARequest, connections);
      HttpLoad nothing = load(empty, OURS, eventsARequest, connections);
      HttpLoad bare = load(empty, BareGatewayController.PATH, eventsARequest, connections);
      WarmUp.of("ours", ours, told);
      WarmUp.of("empty", nothing, told);
      WarmUp.of("bare", bare, told);
      Map<String, Double> requests =
          new TurnAbout(told)
              .with("empty", nothing, ROUND)
              .with("producer", () -> producer.recordsPerSecond(events, ROUND) / eventsARequest)
              .with("bare", bare, ROUND)
              .with("ours", ours, ROUND)
              .medians();
      double limit =
          Math.min(requests.getOrDefault("empty", 0.0), requests.getOrDefault("producer", 0.0));
      Figure accepted =
          Figure.of(measure, eventsARequest * requests.getOrDefault("ours", 0.0), "events/s");
      return List.of(
          accepted.beside(eventsARequest * limit),
          Figure.of(measure + "_and_bare", accepted.value(), accepted.unit())
              .beside(eventsARequest * requests.getOrDefault("bare", 0.0)));
    }

    private HttpLoad load(URI server, String path, int eventsARequest, int connections) {
      List<byte[]> requests = new ArrayList<>();
      for (int from = 0; from < events.size(); from += eventsARequest) {
        byte[] body =
            eventsARequest == 1
                ? events.get(from)
                : array(events.subList(from, Math.min(from + eventsARequest, events.size())));
        requests.add(HttpLoad.post(server, path, gateway.key(), body));
      }
      return new HttpLoad(server, requests, connections);
    }
  }

  private static byte[] array(List<byte[]> events) {
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    for (byte[] event : events) {
      array.write(array.size() == 0 ? '[' : ',');
      array.writeBytes(event);
    }
    array.write(']');
    return array.toByteArray();
  }

  @Override
  public Map<String, String> limits() {
    return Map.of(
        "gateway", "the lower one of an empty handler on the same HTTP server and a bare producer",
        "gateway_*_and_bare", "both together with nothing between: no key, check, line or count");
  }
}
