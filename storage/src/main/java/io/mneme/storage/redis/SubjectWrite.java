package io.mneme.storage.redis;

import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.Batch.SessionState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one batch does to what Redis holds of one subject. Pure: from a batch to the arguments of
 * {@link RedisScripts#WRITE_SUBJECT}.
 */
final class SubjectWrite {
  private final Subject subject;
  private final Map<UUID, Operation> turns = new LinkedHashMap<>();
  private final Map<String, Operation> sessions = new LinkedHashMap<>();
  private long offset = -1;
  private Drop drop = Drop.NOTHING;

  private SubjectWrite(Subject subject) {
    this.subject = subject;
  }

  /** What goes before anything is written. */
  private enum Drop {
    NOTHING(""),
    /** A forgotten memory may be a turn, and the batch does not say of which conversation. */
    TURNS("turns"),
    ALL("all");

    private final String word;

    Drop(String word) {
      this.word = word;
    }
  }

  private record Operation(String what, String key, String turn, String value) {}

  /**
   * A session as it stands in Redis.
   *
   * @param eventId null where a writer of before put it there
   */
  record StoredSession(
      Map<String, Object> state, Instant touchedAt, long offset, @Nullable UUID eventId) {}

  /** The writes of a batch, one a subject. */
  static Collection<SubjectWrite> of(Batch batch) {
    Map<Subject, SubjectWrite> writes = new LinkedHashMap<>();
    for (Change change : batch.changes()) {
      switch (change) {
        case Change.Remember born ->
            on(writes, born.memory().subject(), born.position().offset())
                .turn("turn", born.memory());
        case Change.Revise revised ->
            on(writes, revised.memory().subject(), revised.position().offset())
                .turn("revise", revised.memory());
        case Change.Forget gone ->
            on(writes, gone.subject(), gone.position().offset()).forget(gone.memoryId());
      }
    }
    for (Batch.Erasure erasure : batch.erasures()) {
      on(writes, erasure.subject(), erasure.position().offset()).drop = Drop.ALL;
    }
    for (SessionState session : batch.sessions()) {
      on(writes, session.subject(), session.position().offset()).session(session);
    }
    return writes.values();
  }

  private static SubjectWrite on(Map<Subject, SubjectWrite> writes, Subject subject, long offset) {
    SubjectWrite write = writes.computeIfAbsent(subject, SubjectWrite::new);
    write.offset = Math.max(write.offset, offset);
    return write;
  }

  private void turn(String what, Memory memory) {
    String conversation = memory.content().conversation();
    Integer turn = memory.content().turn();
    if (conversation == null || turn == null) {
      return;
    }
    Operation before = turns.remove(memory.memoryId());
    turns.put(
        memory.memoryId(),
        new Operation(
            before == null ? what : before.what(),
            RedisKeys.turns(subject, conversation),
            turn.toString(),
            json(memory.withoutVector())));
  }

  private void forget(UUID memoryId) {
    turns.remove(memoryId);
    if (drop == Drop.NOTHING) {
      drop = Drop.TURNS;
    }
  }

  private void session(SessionState session) {
    sessions.put(
        session.session(),
        new Operation(
            "session",
            RedisKeys.session(subject, session.session()),
            "",
            json(
                new StoredSession(
                    session.state(),
                    session.touchedAt(),
                    session.position().offset(),
                    session.eventId()))));
  }

  Subject subject() {
    return subject;
  }

  /** The script's keys. */
  String[] keys() {
    List<String> keys =
        new ArrayList<>(
            List.of(
                RedisKeys.applied(subject),
                RedisKeys.revision(subject),
                RedisKeys.conversations(subject),
                RedisKeys.sessions(subject)));
    operations().forEach(operation -> keys.add(operation.key()));
    return keys.toArray(String[]::new);
  }

  /** The script's arguments. */
  String[] arguments(@Nullable Long revision) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                Long.toString(offset),
                revision == null ? "" : revision.toString(),
                Long.toString(RedisCache.REVISION_HELD.toMillis()),
                Long.toString(RedisCache.CONVERSATION_HELD.toMillis()),
                Long.toString(RedisCache.SESSION_HELD.toMillis()),
                Integer.toString(RedisCache.TURNS_MAX),
                drop.word));
    for (Operation operation : operations()) {
      arguments.add(operation.what());
      arguments.add(operation.turn());
      arguments.add(operation.value());
    }
    return arguments.toArray(String[]::new);
  }

  private List<Operation> operations() {
    List<Operation> operations = new ArrayList<>(turns.values());
    operations.addAll(sessions.values());
    return operations;
  }

  private static String json(Object value) {
    return new String(Json.write(value), StandardCharsets.UTF_8);
  }
}
