package io.mneme.storage.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import io.mneme.storage.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one connection of a service to Redis, made when it is first needed and again when it broke.
 * Every answer comes within the command's timeout or not at all.
 */
final class RedisLink implements AutoCloseable {
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(1);

  private final RedisConfig config;
  private final ReentrantLock connecting = new ReentrantLock();
  private final RedisClient client;
  private volatile @Nullable StatefulRedisConnection<String, String> connection;

  RedisLink(RedisConfig config) {
    this.config = config;
    RedisURI uri = RedisURI.create(config.url());
    uri.setTimeout(config.commandTimeout());
    this.client = RedisClient.create(uri);
    client.setOptions(
        ClientOptions.builder()
            .protocolVersion(ProtocolVersion.RESP3)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(
                SocketOptions.builder()
                    .connectTimeout(config.commandTimeout())
                    .keepAlive(true)
                    .build())
            .timeoutOptions(TimeoutOptions.enabled(config.commandTimeout()))
            .build());
  }

  /** A command, sent and not waited for. */
  @FunctionalInterface
  interface Question<T> {
    Future<T> send(RedisAsyncCommands<String, String> redis);
  }

  /** Asks one question. */
  <T> @Nullable T ask(Question<T> question) {
    return askAll(List.of(question)).getFirst();
  }

  /** Asks many questions in one go; all are answered or the call fails. */
  <T> List<@Nullable T> askAll(List<Question<T>> questions) {
    try {
      try {
        return send(questions);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RedisNoScriptException)) {
          throw e;
        }
        // a new server, or one that was emptied of its scripts: every question can be repeated
        send(
            RedisScripts.ALL.stream()
                .<Question<String>>map(s -> r -> r.scriptLoad(s.text()))
                .toList());
        return send(questions);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    } catch (ExecutionException e) {
      throw unavailable(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException | RedisException e) {
      throw unavailable(e);
    }
  }

  private <T> List<@Nullable T> send(List<Question<T>> questions)
      throws InterruptedException, ExecutionException, TimeoutException {
    RedisAsyncCommands<String, String> commands = connection().async();
    List<Future<T>> pending = new ArrayList<>(questions.size());
    for (Question<T> question : questions) {
      pending.add(question.send(commands));
    }
    long deadline = System.nanoTime() + config.commandTimeout().toNanos();
    List<@Nullable T> answers = new ArrayList<>(pending.size());
    for (Future<T> future : pending) {
      answers.add(future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
    }
    return answers;
  }

  private StatefulRedisConnection<String, String> connection() throws InterruptedException {
    StatefulRedisConnection<String, String> made = connection;
    if (made != null) {
      return made;
    }
    if (!connecting.tryLock(config.commandTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
      throw new RedisException("another thread is still connecting");
    }
    try {
      StatefulRedisConnection<String, String> present = connection;
      if (present == null) {
        present = client.connect();
        connection = present;
      }
      return present;
    } finally {
      connecting.unlock();
    }
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, SHUTDOWN_TIMEOUT);
  }

  private static StoreUnavailable unavailable(Throwable cause) {
    return new StoreUnavailable("Redis does not answer: " + cause, cause);
  }
}
