package io.mneme.benchmarks.torture.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every request and every look of every client, as it ended. Only ever grows; thread-safe. */
public final class History {
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Look> looks = new ArrayList<>();

  public synchronized void add(Attempt attempt) {
    attempts.add(attempt);
  }

  public synchronized void add(Look look) {
    looks.add(look);
  }

  /** In the order they ended. */
  public synchronized List<Look> looks() {
    return List.copyOf(looks);
  }

  /** How many answers said that they know the write. */
  public long applied() {
    return looks().stream()
        .filter(look -> look.seen() instanceof Look.Seen.Shown shown && shown.applied())
        .count();
  }

  public synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** What each command came to, in the order they were first sent. */
  public List<Completion> completions() {
    Map<Command, Completion> completions = new LinkedHashMap<>();
    for (Attempt attempt : attempts()) {
      completions.merge(attempt.command(), Completion.of(attempt), Completion::then);
    }
    return List.copyOf(completions.values());
  }

  /**
   * A command as its client lived it, retries included.
   *
   * @param sentMillis when it was sent first
   * @param endedMillis when it was acknowledged first, or the last attempt ended
   * @param attempts how often it was sent
   */
  public record Completion(
      Command command, long sentMillis, long endedMillis, int attempts, boolean acknowledged) {

    static Completion of(Attempt attempt) {
      return new Completion(
          attempt.command(),
          attempt.sentMillis(),
          attempt.endedMillis(),
          1,
          attempt.isAcknowledged());
    }

    Completion then(Completion later) {
      return new Completion(
          command,
          Math.min(sentMillis, later.sentMillis),
          acknowledged ? endedMillis : later.endedMillis,
          attempts + 1,
          acknowledged || later.acknowledged);
    }

    public long tookMillis() {
      return endedMillis - sentMillis;
    }
  }
}
