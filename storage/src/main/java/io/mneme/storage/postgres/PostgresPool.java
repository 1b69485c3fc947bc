package io.mneme.storage.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a service. A caller waits for one only briefly, then it is an outage; the pool
 * opens without PostgreSQL being there, so that a service can start and say that it is not.
 */
public final class PostgresPool implements AutoCloseable {
  private static final Duration PING_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration SOCKET_GRACE = Duration.ofSeconds(5);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  private final HikariDataSource connections;
  private final int connectionsMax;

  private PostgresPool(HikariDataSource connections, int connectionsMax) {
    this.connections = connections;
    this.connectionsMax = connectionsMax;
  }

  /** A pool that connects when it is first asked. */
  public static PostgresPool open(PostgresConfig config) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("postgres");
    hikari.setJdbcUrl(config.url());
    hikari.setUsername(config.user());
    hikari.setPassword(config.password());
    hikari.setMaximumPoolSize(config.connectionsMax());
    hikari.setMinimumIdle(1);
    hikari.setConnectionTimeout(config.acquireTimeout().toMillis());
    hikari.setValidationTimeout(PING_TIMEOUT.toMillis());
    hikari.setInitializationFailTimeout(-1);
    hikari.setAutoCommit(false);
    hikari.addDataSourceProperty("socketTimeout", Long.toString(socketSeconds(config)));
    hikari.addDataSourceProperty("connectTimeout", Long.toString(CONNECT_TIMEOUT.toSeconds()));
    hikari.addDataSourceProperty("tcpKeepAlive", "true");
    hikari.addDataSourceProperty("ApplicationName", config.user());
    // planned once a connection, from the first use on: planning over thirty leaves costs more
    // than most of the statements
    hikari.addDataSourceProperty("prepareThreshold", "1");
    hikari.addDataSourceProperty("options", options(config));
    return new PostgresPool(new HikariDataSource(hikari), config.connectionsMax());
  }

  /** A server that is gone is given up later than one that is slow, at most twice as late. */
  private static long socketSeconds(PostgresConfig config) {
    Duration statement = config.statementTimeout();
    Duration grace = statement.compareTo(SOCKET_GRACE) < 0 ? statement : SOCKET_GRACE;
    return Math.max(1, statement.plus(grace).toSeconds());
  }

  /**
   * Every statement of ours is a walk along an index, whatever the statistics of a leaf say that
   * was empty a minute ago; so the plan is the one for any parameters, and never reads or hashes
   * whole leaves where an index leads.
   */
  private static String options(PostgresConfig config) {
    return String.join(
        " ",
        "-c statement_timeout=" + config.statementTimeout().toMillis(),
        "-c timezone=UTC",
        "-c plan_cache_mode=force_generic_plan",
        "-c enable_seqscan=off",
        "-c enable_hashjoin=off",
        "-c enable_mergejoin=off",
        "-c jit=off");
  }

  /** Work on one connection. */
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  /** How work that may only store all of its effects or none ends. */
  sealed interface Ending<T> {
    T value();

    /** Keep the effects. */
    record Keep<T>(T value) implements Ending<T> {}

    /** Undo them: the answer is why. */
    record Undo<T>(T value) implements Ending<T> {}
  }

  /** Runs work in one READ COMMITTED transaction, whose effects it keeps or undoes. */
  <T> T write(Work<Ending<T>> work) {
    return borrow(connection -> {
      Ending<T> ending = work.on(connection);
      switch (ending) {
        case Ending.Keep<T> _ -> connection.commit();
        case Ending.Undo<T> _ -> connection.rollback();
      }
      return ending.value();
    });
  }

  /**
   * Runs work in one read-only READ COMMITTED transaction: each statement sees its own moment, so
   * work reads a revision before the rows it speaks of, and may find newer ones.
   */
  <T extends @Nullable Object> T read(Work<T> work) {
    return borrow(connection -> {
      connection.setReadOnly(true);
      T answer = work.on(connection);
      connection.commit();
      return answer;
    });
  }

  /** How much of the pool is in use. */
  public PoolUse use() {
    HikariPoolMXBean pool = connections.getHikariPoolMXBean();
    if (pool == null) {
      return new PoolUse(0, 0, 0, connectionsMax);
    }
    return new PoolUse(
        pool.getActiveConnections(),
        pool.getIdleConnections(),
        pool.getThreadsAwaitingConnection(),
        connectionsMax);
  }

  /**
   * Asks the database for a sign of life.
   *
   * @throws io.mneme.storage.StoreUnavailable when it gives none
   */
  public void ping() {
    boolean alive =
        borrow(connection -> {
          boolean valid = connection.isValid((int) PING_TIMEOUT.toSeconds());
          connection.rollback();
          return valid;
        });
    if (!alive) {
      throw SqlErrors.unavailable("PostgreSQL does not answer", new SQLException("ping failed"));
    }
  }

  @Override
  public void close() {
    connections.close();
  }

  private <T extends @Nullable Object> T borrow(Work<T> work) {
    try (Connection connection = connections.getConnection()) {
      try {
        return work.on(connection);
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw SqlErrors.translate(e);
    }
  }

  private static void rollBack(Connection connection, Exception why) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  /**
   * The pool's connections now.
   *
   * @param active in use
   * @param idle open and free
   * @param waiting callers that wait for one
   * @param max the pool never holds more
   */
  public record PoolUse(int active, int idle, int waiting, int max) {}
}
