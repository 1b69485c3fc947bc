package io.mneme.storage.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.read.ReadCache;
import io.mneme.storage.read.ReadStore.SessionView;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.SubjectCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands in Redis: revisions, conversation buffers, session states and progress. Written by
 * the writer after its commit, read before PostgreSQL is asked. Every read may find nothing, every
 * call may throw {@link io.mneme.storage.StoreUnavailable} within the command's timeout, and
 * emptying Redis at any moment loses nothing.
 */
public final class RedisCache implements SubjectCache, ReadCache, AutoCloseable {
  /** Turns a conversation buffer holds. */
  public static final int TURNS_MAX = 50;

  /** Bounds how long a revision can be behind after a writer died before it told of a commit. */
  public static final Duration REVISION_HELD = Duration.ofMinutes(5);

  public static final Duration CONVERSATION_HELD = Duration.ofDays(2);
  public static final Duration SESSION_HELD = Duration.ofHours(24);

  /** Subjects written in one go. */
  private static final int SUBJECTS_AT_ONCE_MAX = 100;

  private static final ScanArgs OF_SUBJECTS =
      ScanArgs.Builder.matches(RedisKeys.OF_SUBJECTS).limit(1_000);

  private static final Logger LOG = LoggerFactory.getLogger(RedisCache.class);

  private final RedisLink link;

  private RedisCache(RedisLink link) {
    this.link = link;
  }

  /** A cache that connects when it is first asked. */
  public static RedisCache open(RedisConfig config) {
    return new RedisCache(new RedisLink(config));
  }

  @Override
  public Map<Subject, Long> write(Batch batch, Map<Subject, Long> revisions) {
    List<Subject> subjects = new ArrayList<>();
    List<RedisLink.Question<Long>> writes = new ArrayList<>();
    for (SubjectWrite write : SubjectWrite.of(batch)) {
      String[] keys = write.keys();
      subjects.add(write.subject());
      String[] arguments = write.arguments(revisions.get(write.subject()));
      writes.add(script(RedisScripts.WRITE_SUBJECT, ScriptOutputType.INTEGER, keys, arguments));
    }
    return askInGoes(subjects, writes);
  }

  @Override
  public Map<Subject, Long> outdate(Set<Subject> subjects) {
    List<Subject> ordered = List.copyOf(subjects);
    List<RedisLink.Question<Long>> writes = new ArrayList<>();
    for (Subject subject : ordered) {
      String[] keys = {
        RedisKeys.revision(subject), RedisKeys.conversations(subject), RedisKeys.sessions(subject)
      };
      writes.add(script(RedisScripts.OUTDATE_SUBJECT, ScriptOutputType.INTEGER, keys));
    }
    return askInGoes(ordered, writes);
  }

  @Override
  public void progress(Map<Integer, Long> next) {
    if (next.isEmpty()) {
      return;
    }
    List<String> arguments = new ArrayList<>();
    next.forEach((partition, offset) -> {
      arguments.add(partition.toString());
      arguments.add(offset.toString());
    });
    link.ask(
        RedisCache.<Long>script(
            RedisScripts.ADVANCE_PROGRESS,
            ScriptOutputType.INTEGER,
            new String[] {RedisKeys.PROGRESS},
            arguments.toArray(String[]::new)));
  }

  /** Next offset applied and visible, per partition, as last told; partitions may be missing. */
  public Map<Integer, Long> progress() {
    Map<String, String> held = link.ask(redis -> redis.hgetall(RedisKeys.PROGRESS));
    Map<Integer, Long> progress = new TreeMap<>();
    if (held != null) {
      held.forEach(
          (partition, next) -> progress.put(Integer.valueOf(partition), Long.valueOf(next)));
    }
    return progress;
  }

  /** The subject's revision as last told. */
  @Override
  public OptionalLong revision(Subject subject) {
    String held = link.ask(redis -> redis.get(RedisKeys.revision(subject)));
    return held == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(held));
  }

  /**
   * The last turns of a conversation, oldest first and without vectors; empty when not all of them
   * are here, because the buffer began later than the conversation or has a gap.
   */
  @Override
  public Optional<List<Memory>> turns(Subject subject, String conversation, int limit) {
    List<String> held =
        link.ask(
            script(
                RedisScripts.READ_TURNS,
                ScriptOutputType.MULTI,
                new String[] {
                  RedisKeys.conversations(subject), RedisKeys.turns(subject, conversation)
                },
                Integer.toString(limit)));
    if (held == null || held.isEmpty()) {
      return Optional.empty();
    }
    List<Memory> turns = new ArrayList<>(held.size());
    for (String json : held.reversed()) {
      Optional<Memory> turn = parse(json, Memory.class);
      if (turn.isEmpty()) {
        return Optional.empty();
      }
      turns.add(turn.get());
    }
    return isWhole(turns, limit) ? Optional.of(turns) : Optional.empty();
  }

  private static boolean isWhole(List<Memory> turns, int limit) {
    Integer first = turns.getFirst().content().turn();
    for (int at = 0; first != null && at < turns.size(); at++) {
      if (!Integer.valueOf(first + at).equals(turns.get(at).content().turn())) {
        return false;
      }
    }
    return first != null && (first == 0 || turns.size() == limit);
  }

  /** The state of a session as last written. */
  @Override
  public Optional<SessionView> session(Subject subject, String session, Instant now) {
    String held =
        link.ask(
            script(
                RedisScripts.READ_SESSION,
                ScriptOutputType.VALUE,
                new String[] {RedisKeys.sessions(subject), RedisKeys.session(subject, session)}));
    if (held == null) {
      return Optional.empty();
    }
    return parse(held, SubjectWrite.StoredSession.class)
        .filter(stored -> stored.touchedAt().isAfter(now.minus(SESSION_HELD)))
        .flatMap(stored ->
            Optional.ofNullable(stored.eventId())
                .map(eventId ->
                    new SessionView(
                        stored.state(),
                        stored.touchedAt(),
                        SessionView.version(stored.offset()),
                        eventId)));
  }

  /**
   * Drops whatever is held of any subject, here and in readers; progress stays. What is written
   * meanwhile may stay too.
   *
   * @return how many keys were dropped
   */
  public long outdateEverySubject() {
    long dropped = 0;
    ScanCursor cursor = ScanCursor.INITIAL;
    do {
      ScanCursor from = cursor;
      KeyScanCursor<String> page =
          Objects.requireNonNull(link.<KeyScanCursor<String>>ask(r -> r.scan(from, OF_SUBJECTS)));
      String[] keys = page.getKeys().toArray(String[]::new);
      if (keys.length > 0) {
        Long unlinked = link.<Long>ask(redis -> redis.unlink(keys));
        dropped += unlinked == null ? 0 : unlinked;
      }
      cursor = page;
    } while (!cursor.isFinished());
    link.<Long>ask(redis -> redis.incr(RedisKeys.OUTDATED));
    return dropped;
  }

  /** Asks for a sign of life; throws when there is none. */
  public void ping() {
    link.ask(RedisAsyncCommands::ping);
  }

  @Override
  public void close() {
    link.close();
  }

  /** One question a subject; the answers that are not 0. */
  private Map<Subject, Long> askInGoes(
      List<Subject> subjects, List<RedisLink.Question<Long>> questions) {
    Map<Subject, Long> dropped = new HashMap<>();
    for (int from = 0; from < questions.size(); from += SUBJECTS_AT_ONCE_MAX) {
      int to = Math.min(questions.size(), from + SUBJECTS_AT_ONCE_MAX);
      List<@Nullable Long> answers = link.askAll(questions.subList(from, to));
      for (int at = 0; at < answers.size(); at++) {
        Long keys = answers.get(at);
        if (keys != null && keys > 0) {
          dropped.put(subjects.get(from + at), keys);
        }
      }
    }
    return dropped;
  }

  private static <T> RedisLink.Question<T> script(
      RedisScripts.Script script, ScriptOutputType output, String[] keys, String... arguments) {
    return redis -> redis.evalsha(script.digest(), output, keys, arguments);
  }

  private static <T> Optional<T> parse(String json, Class<T> type) {
    try {
      return Optional.of(Json.read(json.getBytes(StandardCharsets.UTF_8), type));
    } catch (IOException e) {
      LOG.warn("Redis holds a {} that cannot be read; it is passed over", type.getSimpleName(), e);
      return Optional.empty();
    }
  }
}
