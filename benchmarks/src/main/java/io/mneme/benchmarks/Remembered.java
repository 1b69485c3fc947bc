package io.mneme.benchmarks;

import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.benchmarks.load.HttpLoad;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RecallAnswer;
import io.mneme.cli.client.RequestFailed;
import io.mneme.cli.client.Target;
import io.mneme.schemas.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Users who remember, and what is asked of them.
 *
 * @param turns everything that was said, spread evenly over the users
 * @param users how many
 */
record Remembered(List<Turn> turns, int users) {
  /** What a user is called, before the number. */
  static final String USER_NAME = "bench-user-";

  /** How many memories are asked for. */
  static final int ANSWERS = 10;

  private static final int QUESTIONS_MAX = 2_000;

  /** Users with so many memories each. */
  static Remembered of(int users, int memoriesEach) {
    return new Remembered(
        new SampleConversations(QuickBenchmark.SEED).turns(users * memoriesEach, users), users);
  }

  /** Questions for one user after the other, no more than a reader remembers the vectors of. */
  List<Turn> asked() {
    int count = Math.min(QUESTIONS_MAX, turns.size());
    int step = turns.size() / count;
    List<Turn> asked = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      // within a step the users follow each other; so they do from step to step
      asked.add(turns.get(i * step + i % Math.min(step, users)));
    }
    return asked;
  }

  /** Recalls as they go over the wire. */
  List<byte[]> recalls(URI server, String key) {
    return asked().stream()
        .map(turn -> HttpLoad.post(server, "/v1/recall", key, recall(turn.user(), turn.question())))
        .toList();
  }

  static byte[] recall(String user, String question) {
    return Json.write(
        Json.mapper()
            .createObjectNode()
            .put("user", user)
            .put("query", question)
            .put("k", ANSWERS));
  }

  /** The address of a context for every user: their last conversation. */
  List<String> contexts() {
    return turns.subList(turns.size() - users, turns.size()).stream()
        .map(turn ->
            "/v1/context?user=%s&conversation=%s&query=%s"
                .formatted(
                    turn.user(),
                    turn.conversation(),
                    URLEncoder.encode(turn.question(), StandardCharsets.UTF_8)))
        .toList();
  }

  /** Asks once in earnest: what is measured must be worth it. */
  void check(Target server, MnemeClient client) throws RequestFailed {
    for (Turn turn : asked().subList(0, Math.min(users, asked().size()))) {
      RecallAnswer answer = client.recall(turn.user(), turn.question(), ANSWERS);
      if (answer.memories().isEmpty() || !answer.degradation().equals("L0")) {
        throw new IllegalStateException(
            "%s answers %s with %d memories at %s"
                .formatted(
                    server.url(), turn.user(), answer.memories().size(), answer.degradation()));
      }
    }
  }
}
