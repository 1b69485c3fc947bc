package io.mneme.writer.rebuild;

import io.mneme.schemas.Subject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Whose events a replay looks for.
 *
 * @param tenant only this tenant's
 * @param user only this user's of the tenant
 */
record ReplayScope(Optional<String> tenant, Optional<String> user) {

  /** The subject of a record, where it is one of these. */
  Optional<Subject> subject(ConsumerRecord<byte[], byte[]> record) {
    return subjectOf(record)
        .filter(subject -> tenant.isEmpty() || tenant.get().equals(subject.tenant()))
        .filter(subject -> user.isEmpty() || user.get().equals(subject.user()));
  }

  /** The subject a record is keyed by; none when it is poison. */
  static Optional<Subject> subjectOf(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    if (key == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Subject.parse(new String(key, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
