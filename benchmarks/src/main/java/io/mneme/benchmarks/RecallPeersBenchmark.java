package io.mneme.benchmarks;

import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.benchmarks.load.HttpLoad;
import io.mneme.benchmarks.peer.Langchain4j;
import io.mneme.benchmarks.peer.Mem0;
import io.mneme.benchmarks.peer.Peer;
import io.mneme.benchmarks.peer.PeerMissing;
import io.mneme.benchmarks.torture.world.EmbeddingEndpoint;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RetryPolicy;
import io.mneme.cli.client.Target;
import io.mneme.devstack.DataFolder;
import io.mneme.devstack.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One user with ten thousand memories, asked of Mneme through its gateway and of other products
 * through their libraries, all on the same PostgreSQL and with vectors that cost nothing.
 */
final class RecallPeersBenchmark implements Benchmark {
  private static final int MEMORIES = 10_000;
  private static final int CLIENTS = 8;

  private static final int PEER_SECONDS = 20;
  private static final Duration ROUND = Duration.ofSeconds(4);
  private static final double GOAL_MEM0 = 100;
  private static final double GOAL_LANGCHAIN4J = 15;

  private final RandomGenerator random;
  private final Consumer<String> progress;
  private final Remembered remembered = Remembered.of(1, MEMORIES);
  private final Median ours = new Median();

  RecallPeersBenchmark(RandomGenerator random, Consumer<String> progress) {
    this.random = random;
    this.progress = progress;
  }

  private record Compared(String measure, Peer peer, double goal) {}

  @Override
  public List<Figure> run() throws Exception {
    try (StackUnderTest stack = StackUnderTest.inTemporaryFolder()) {
      progress.accept("starting a stack with the stub embedder");
      stack.upAsDeployed(Map.of("MNEME_EMBEDDER", "stub"));
      progress.accept("remembering %,d turns".formatted(MEMORIES));
      try (MnemeClient client =
          new MnemeClient(stack.stack().target(), RetryPolicy.standard(random))) {
        new Pipeline(client).ingestPerSecond(remembered.turns());
        remembered.check(stack.stack().target(), client);
      }
      try (FrozenProcesses _ = FrozenProcesses.besidesReads(stack.stack())) {
        return beside(stack.stack());
      }
    }
  }

  private List<Figure> beside(DevStack stack) throws Exception {
    Target gateway = stack.target();
    HttpLoad load =
        new HttpLoad(gateway.url(), remembered.recalls(gateway.url(), gateway.key()), CLIENTS);
    WarmUp.of("Mneme", load, progress);
    List<Compared> peers =
        List.of(
            new Compared("recall_peer_mem0", new Mem0(), GOAL_MEM0),
            new Compared("recall_peer_langchain4j", new Langchain4j(), GOAL_LANGCHAIN4J));
    List<Optional<Double>> theirs = new ArrayList<>();
    ours.add(TurnAbout.answered(load, ROUND));
    for (Compared compared : peers) {
      theirs.add(searched(stack, compared.peer()));
      ours.add(TurnAbout.answered(load, ROUND));
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of("recall_at_10k_memories", ours.value(), "answers/s"));
    for (int i = 0; i < peers.size(); i++) {
      Compared compared = peers.get(i);
      theirs.get(i).ifPresent(rate -> figures.addAll(figures(compared, rate)));
    }
    figures.add(RecallBenchmark.load());
    return figures;
  }

  private List<Figure> figures(Compared compared, double rate) {
    return List.of(
        Figure.of(compared.measure(), ours.value(), "answers/s").besidePeer(rate),
        Figure.of(compared.measure() + ", its own", rate, "answers/s"),
        Figure.of(compared.measure() + ", faster by", ours.value() / rate, "times")
            .beside(compared.goal()));
  }

  /** Empty when it is not to be had: a figure that was not measured is not given. */
  private Optional<Double> searched(DevStack stack, Peer peer)
      throws IOException, InterruptedException {
    progress.accept(peer.name() + ": installing it, remembering, searching");
    Path folder = Files.createTempDirectory("mneme-peer-");
    try (EmbeddingEndpoint embedder = new EmbeddingEndpoint()) {
      Peer.PeerStore store =
          new Peer.PeerStore(
              stack.postgresUrl(), PostgresServer.SUPERUSER, stack.postgresSuperuserPassword());
      double rate =
          peer.search(
                  new Peer.Asked(
                      store,
                      embedder.url(),
                      remembered.turns().stream().map(QuickBenchmark::text).toList(),
                      remembered.asked().stream().map(Turn::question).toList(),
                      CLIENTS,
                      PEER_SECONDS),
                  folder)
              .perSecond();
      progress.accept("%s: %.1f searches/s".formatted(peer.name(), rate));
      return Optional.of(rate);
    } catch (PeerMissing e) {
      progress.accept(e.getMessage() + "; it was not measured");
      return Optional.empty();
    } finally {
      DataFolder.deleteTree(folder);
    }
  }

  @Override
  public Map<String, String> limits() {
    return Map.of("faster by", "the goal");
  }
}
