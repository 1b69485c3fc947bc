package io.mneme.cli.deadletters;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.DeadLetterShelf.Entry;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.deadletter.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends records again as they were: to the topic and partition they came from, with their key,
 * value and headers, the correlation id among them. An event that was applied after all has no
 * further effect: its id stands in the ledger.
 */
final class Redrive {
  private final RecordPublisher publisher;

  Redrive(RecordPublisher publisher) {
    this.publisher = publisher;
  }

  /** Returns when Kafka has acknowledged every one. */
  void send(List<Entry> entries) throws Outage {
    List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      sent.add(publisher.send(again(entry)));
    }
    for (CompletableFuture<RecordMetadata> one : sent) {
      RecordPublisher.await(one);
    }
  }

  /** The record as it was; what the dead letter added to it is taken off. */
  static ProducerRecord<byte[], byte[]> again(Entry entry) {
    DeadLetter letter = entry.letter();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            letter.topic(), letter.partition(), entry.record().key(), entry.record().value());
    entry
        .record()
        .headers()
        .forEach(header -> {
          if (!header.key().startsWith(DeadLetter.HEADER_PREFIX)) {
            record.headers().add(header);
          }
        });
    return record;
  }

  /** Whether it is whole, and known where it came from. */
  static boolean canBeSent(Entry entry) {
    DeadLetter letter = entry.letter();
    return letter.partition() >= 0 && letter.offset() >= 0 && letter.cut() == null;
  }
}
