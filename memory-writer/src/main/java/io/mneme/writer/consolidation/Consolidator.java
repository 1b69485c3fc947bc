package io.mneme.writer.consolidation;

import io.mneme.platform.Outage;
import io.mneme.platform.Surroundings;
import io.mneme.platform.http.TimeIds;
import io.mneme.platform.kafka.EventRecords;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.write.Candidates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Looks through subjects and puts what it finds into the log, where it takes its turn among
 * everything else: nothing is changed here.
 */
final class Consolidator {
  private static final int SUBJECTS_PAGE = 500;

  private final Candidates candidates;
  private final ConsolidationConfig config;

  Consolidator(Candidates candidates, ConsolidationConfig config) {
    this.candidates = candidates;
    this.config = config;
  }

  /** Told of every subject that was looked at, with or without findings. */
  interface Taker {
    void take(Subject subject, List<Finding> findings) throws Outage;
  }

  /** Looks through these subjects. */
  void look(Candidates.Scope scope, Taker taker) throws Outage {
    List<Subject> page = candidates.subjects(scope, SUBJECTS_PAGE);
    while (!page.isEmpty()) {
      for (Subject subject : page) {
        taker.take(subject, findings(subject));
      }
      page = candidates.subjects(scope.after(page.getLast()), SUBJECTS_PAGE);
    }
  }

  /** What is found among the facts of a subject as they are now. */
  List<Finding> findings(Subject subject) {
    return Consolidation.of(
        candidates.of(subject, config.subjectMemoriesMax()), config.similarityMin());
  }

  /** Puts findings into the log and waits until they are durable. */
  static void publish(
      Subject subject, List<Finding> findings, RecordPublisher publisher, Surroundings world)
      throws Outage {
    List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();
    for (Finding finding : findings) {
      sent.add(publisher.send(EventRecords.of(Topics.EVENTS, event(subject, finding, world))));
    }
    for (CompletableFuture<RecordMetadata> acknowledgement : sent) {
      RecordPublisher.await(acknowledgement);
    }
  }

  private static Event event(Subject subject, Finding finding, Surroundings world) {
    Instant now = world.clock().instant();
    return new Event(
        TimeIds.version7(now, world.random()),
        subject.tenant(),
        subject.user(),
        now,
        now,
        finding.intent());
  }
}
