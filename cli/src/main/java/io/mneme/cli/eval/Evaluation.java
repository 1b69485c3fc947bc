package io.mneme.cli.eval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RecallAnswer;
import io.mneme.cli.client.RecalledMemory;
import io.mneme.cli.client.RequestFailed;
import io.mneme.cli.console.CommandFailed;
import io.mneme.cli.eval.RecallMeasure.Asked;
import io.mneme.cli.ingest.Application;
import io.mneme.cli.ingest.FileItem;
import io.mneme.cli.ingest.IngestLimits;
import io.mneme.cli.ingest.IngestTally;
import io.mneme.cli.ingest.Ingestion;
import io.mneme.cli.ingest.OutgoingEvent;
import io.mneme.cli.locomo.Conversation;
import io.mneme.cli.locomo.LocomoEvents;
import io.mneme.schemas.tier.Tier;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Loads conversations into a tenant that has nothing yet, makes sure nothing was lost, asks every
 * question, measures. Everything through the HTTP API.
 */
final class Evaluation {
  private static final int ANSWERS_ASKED = 50;
  private static final Duration SINKING_MAX = Duration.ofMinutes(10);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  private final MnemeClient client;
  private final List<Conversation> conversations;
  private final Optional<Tier> tier;
  private final IngestTally tally = new IngestTally();
  private volatile String standing = "loading";

  /**
   * @param tier where every memory must lie before the first question
   */
  Evaluation(MnemeClient client, List<Conversation> conversations, Optional<Tier> tier) {
    this.client = client;
    this.tier = tier;
    this.conversations = conversations;
  }

  /** What is being done now, one line. */
  String standing() {
    return standing;
  }

  EvalReport run() throws RequestFailed, IOException, InterruptedException {
    EvalReport.Loaded loaded = load();
    if (tier.isPresent()) {
      awaitTier(tier.get());
    }
    List<Asked> asked = new ArrayList<>();
    List<Duration> took = new ArrayList<>();
    long questions = conversations.stream().mapToLong(one -> one.questions().size()).sum();
    int unmeasured = 0;
    long degraded = 0;
    long elsewhere = 0;
    for (Conversation conversation : conversations) {
      for (Conversation.Question question : conversation.questions()) {
        if (question.gold().isEmpty()) {
          unmeasured++;
          continue;
        }
        standing = "asking: %,d of %,d questions".formatted(asked.size(), questions);
        RecallAnswer answer = client.recall(conversation.id(), question.text(), ANSWERS_ASKED);
        took.add(answer.took());
        elsewhere += liesIn(answer.memories()) ? 0 : 1;
        degraded += answer.degradation().equals("L0") ? 0 : 1;
        asked.add(new Asked(question.category(), question.gold(), ranked(answer.memories())));
      }
    }
    requireNone(elsewhere, asked.size());
    int dropped = conversations.stream().mapToInt(Conversation::evidenceDropped).sum();
    return new EvalReport(asked, unmeasured, dropped, loaded, Latencies.of(took), degraded);
  }

  private boolean liesIn(List<RecalledMemory> memories) {
    return tier.isEmpty()
        || memories.stream().allMatch(memory -> word(tier.get()).equals(memory.tier()));
  }

  /** What was read may rise, and then the rest was not measured where it was to be. */
  private void requireNone(long elsewhere, int asked) {
    if (elsewhere > 0) {
      throw new CommandFailed(
          "%,d of %,d answers held memories that were not %s any more, so nothing was measured: ./mneme up --tier-clock cold, or MNEME_TIER_COLD_ACCESSES_MIN, keeps what is read where it is."
              .formatted(elsewhere, asked, word(tier.orElseThrow())));
    }
  }

  private static String word(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }

  /** The turns found, best first, each once: further memories of a turn add nothing. */
  private static List<String> ranked(List<RecalledMemory> memories) {
    return memories.stream()
        .map(memory -> memory.metadata(LocomoEvents.DIA_ID))
        .filter(dia -> !dia.isEmpty())
        .distinct()
        .toList();
  }

  private EvalReport.Loaded load() throws RequestFailed, IOException, InterruptedException {
    long start = System.nanoTime();
    Iterator<FileItem> events = events();
    new Ingestion(client, IngestLimits.standard(), tally)
        .send(() -> events.hasNext() ? loading(events.next()) : null);
    if (tally.rejectedEvents() > 0) {
      throw new CommandFailed(
          "%d turns were rejected, so nothing was measured: %s."
              .formatted(tally.rejectedEvents(), String.join("; ", tally.problems())));
    }
    standing = "waiting until %,d events are applied".formatted(tally.acceptedEvents());
    new Application(client).await(tally);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new EvalReport.Loaded(conversations.size(), tally.acceptedEvents(), stored(), seconds);
  }

  private void awaitTier(Tier wanted) throws RequestFailed, InterruptedException {
    String name = word(wanted);
    long deadline = System.nanoTime() + SINKING_MAX.toNanos();
    for (long elsewhere = elsewhere(name); elsewhere > 0; elsewhere = elsewhere(name)) {
      standing = "waiting until %,d more memories are %s".formatted(elsewhere, name);
      if (System.nanoTime() > deadline) {
        throw new CommandFailed(
            "%,d memories are not %s after %d minutes: MNEME_TIER_HOT_FOR and MNEME_TIER_WARM_UNTIL say when they sink."
                .formatted(elsewhere, name, SINKING_MAX.toMinutes()));
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private long elsewhere(String name) throws RequestFailed {
    long elsewhere = 0;
    for (Conversation conversation : conversations) {
      elsewhere +=
          client.listAll(conversation.id()).stream()
              .filter(memory -> !name.equals(memory.tier()))
              .count();
    }
    return elsewhere;
  }

  private @Nullable FileItem loading(FileItem item) {
    standing = "loading: %,d events accepted".formatted(tally.acceptedEvents());
    return item;
  }

  private Iterator<FileItem> events() {
    List<FileItem> events = new ArrayList<>();
    for (Conversation conversation : conversations) {
      for (Conversation.Turn turn : conversation.turns()) {
        ObjectNode event = LocomoEvents.turn(turn, turn.session());
        event.put("user", conversation.id());
        event.put("idempotency_key", conversation.id() + "/" + turn.diaId());
        events.add(new FileItem.Ready(OutgoingEvent.of(events.size() + 1L, event)));
      }
    }
    return events.iterator();
  }

  /** Counts by listing what is stored; every accepted event must be there, and no other. */
  private long stored() throws RequestFailed {
    long stored = 0;
    for (Conversation conversation : conversations) {
      standing = "counting what is stored of " + conversation.id();
      Set<UUID> accepted = tally.acceptedOf(conversation.id());
      Set<UUID> found = new HashSet<>();
      client.listAll(conversation.id()).stream()
          .map(RecalledMemory::eventId)
          .filter(Objects::nonNull)
          .forEach(found::add);
      Set<UUID> lost = new HashSet<>(accepted);
      lost.removeAll(found);
      Set<UUID> foreign = new HashSet<>(found);
      foreign.removeAll(accepted);
      if (!lost.isEmpty() || !foreign.isEmpty()) {
        throw new CommandFailed(
            "Of the %,d accepted events of %s %,d are not stored, and %,d are stored that were never accepted: the pipeline is broken, ./mneme dlq list may show why."
                .formatted(accepted.size(), conversation.id(), lost.size(), foreign.size()));
      }
      stored += found.size();
    }
    if (stored != tally.acceptedEvents()) {
      throw new CommandFailed(
          "%,d events were accepted and %,d are stored: two turns must have the same id."
              .formatted(tally.acceptedEvents(), stored));
    }
    return stored;
  }
}
