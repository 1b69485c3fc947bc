package io.mneme.benchmarks.torture.load;

import io.mneme.benchmarks.torture.history.History;
import io.mneme.schemas.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Many clients at a steady, modest rate: the stack is to be hurt, not to be full. */
public final class Load {
  private static final Duration BETWEEN_COMMANDS = Duration.ofMillis(300);

  private final List<Client> clients = new ArrayList<>();
  private final List<Subject> subjects;
  private final List<Thread> threads = new ArrayList<>();

  /** What clients talk to, and where it is kept what they saw. */
  public record Fronts(Gateways gateways, Readers readers, History history) {}

  /**
   * A load.
   *
   * @param seed of everything the clients choose
   */
  public Load(Fronts fronts, String tenant, int clientCount, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.subjects =
        IntStream.range(0, clientCount).mapToObj(i -> new Subject(tenant, "user-" + i)).toList();
    for (Subject subject : subjects) {
      clients.add(new Client(subject, fronts, random.split(), BETWEEN_COMMANDS));
    }
  }

  public List<Subject> subjects() {
    return subjects;
  }

  /** The sessions the clients write. */
  public List<String> sessions() {
    return Client.SESSIONS;
  }

  /** Lets them loose. */
  public void start(Deadline deadline) {
    for (Client client : clients) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  client.run(deadline);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
  }

  /** Returns when the last client is done. */
  public void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
