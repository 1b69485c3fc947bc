package io.mneme.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.cli.client.Listing;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.Owner;
import io.mneme.cli.client.RequestFailed;
import io.mneme.cli.console.CommandFailed;
import io.mneme.cli.eval.Latencies;
import io.mneme.cli.ingest.Application;
import io.mneme.cli.ingest.FileItem;
import io.mneme.cli.ingest.IngestLimits;
import io.mneme.cli.ingest.IngestTally;
import io.mneme.cli.ingest.Ingestion;
import io.mneme.cli.ingest.OutgoingEvent;
import io.mneme.schemas.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Turns in through HTTP, questions answered through HTTP. */
final class Pipeline {
  private static final int ANSWERS_ASKED = 10;

  private final MnemeClient client;

  Pipeline(MnemeClient client) {
    this.client = client;
  }

  /** Turns a second from the first request until the last can be recalled. */
  double ingestPerSecond(List<Turn> turns) throws RequestFailed, IOException, InterruptedException {
    IngestTally tally = new IngestTally();
    Iterator<FileItem> items = items(turns).iterator();
    long start = System.nanoTime();
    new Ingestion(client, IngestLimits.standard(), tally)
        .send(() -> items.hasNext() ? items.next() : null);
    new Application(client).await(tally);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (tally.rejectedEvents() > 0) {
      throw new CommandFailed(
          "%d turns were rejected: %s."
              .formatted(tally.rejectedEvents(), String.join("; ", tally.problems())));
    }
    return turns.size() / seconds;
  }

  private static Stream<FileItem> items(List<Turn> turns) {
    List<FileItem> items = new ArrayList<>(turns.size());
    for (Turn turn : turns) {
      items.add(new FileItem.Ready(OutgoingEvent.of(items.size() + 1L, event(turn))));
    }
    return items.stream();
  }

  /** As an application would send it. */
  static ObjectNode event(Turn turn) {
    return Json.mapper()
        .createObjectNode()
        .put("user", turn.user())
        .put("conversation", turn.conversation())
        .put("speaker", turn.speaker())
        .put("text", turn.text())
        .put("occurred_at", turn.occurredAt().toString());
  }

  /**
   * One event a request, at this rate whatever the answers take; returns when all can be recalled.
   */
  void singly(List<Turn> turns, double perSecond)
      throws RequestFailed, IOException, InterruptedException {
    IngestTally tally = new IngestTally();
    long start = System.nanoTime();
    for (int i = 0; i < turns.size(); i++) {
      long due = start + (long) (i * 1e9 / perSecond);
      Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      Iterator<FileItem> one = items(turns.subList(i, i + 1)).iterator();
      new Ingestion(client, IngestLimits.standard(), tally)
          .send(() -> one.hasNext() ? one.next() : null);
    }
    new Application(client).await(tally);
  }

  /** How long a question takes, asked one after the other. */
  Latencies recall(List<Turn> turns) throws RequestFailed {
    List<Duration> took = new ArrayList<>(turns.size());
    for (Turn turn : turns) {
      took.add(client.recall(turn.user(), turn.question(), ANSWERS_ASKED).took());
    }
    return Latencies.of(took);
  }

  /** How long a request takes that finds nothing: the way there and back. */
  Latencies roundTrip(int times) throws RequestFailed {
    List<Duration> took = new ArrayList<>(times);
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      client.list(Listing.all(Owner.user("nobody")));
      took.add(Duration.ofNanos(System.nanoTime() - start));
    }
    return Latencies.of(took);
  }
}
