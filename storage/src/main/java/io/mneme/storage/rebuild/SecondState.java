package io.mneme.storage.rebuild;

import io.mneme.schemas.Subject;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.postgres.Migrations;
import io.mneme.storage.setup.SchemaVersion;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * A store that is filled beside the live one and then takes its place in one transaction. Until
 * then nobody sees it, and whatever becomes of it, the live one serves on; the next one to begin
 * removes what a dead one left.
 *
 * <p>Used by one thread, with the login of an administrator: schemas are made, renamed and dropped.
 */
public final class SecondState implements AutoCloseable {
  private static final String LIVE = "public";
  private static final String REBUILT = "rebuilt";
  private static final String RETIRED = "retired";
  private static final int ATTEMPTS_MAX = 10;

  private final Connection connection;
  private long generation;

  private SecondState(Connection connection) {
    this.connection = connection;
  }

  /**
   * Makes an empty one.
   *
   * @param model whose vectors it is to keep
   * @throws RebuildRefused when there must not be one now
   * @throws StoreUnavailable when PostgreSQL cannot do it
   */
  public static SecondState begin(Migrations.Admin admin, String model) {
    try {
      SecondState state =
          new SecondState(DriverManager.getConnection(admin.url(), admin.user(), admin.password()));
      try {
        state.prepare(model);
        return state;
      } catch (SQLException | RuntimeException e) {
        state.close();
        throw e;
      }
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private void prepare(String model) throws SQLException {
    if (!ClaimRebuild.on(connection)) {
      throw new RebuildRefused("Another rebuild of this database is running; let it end.");
    }
    if (!SchemaVersion.isNewest(connection)) {
      throw new RebuildRefused(
          "The database does not have the schema of this build; migrate it first.");
    }
    DropSchema.on(connection, REBUILT);
    DropSchema.on(connection, RETIRED);
    CreateSecondSchema.on(connection);
    List<String> strangers = SelectStrangers.on(connection);
    if (!strangers.isEmpty()) {
      DropSchema.on(connection, REBUILT);
      throw new RebuildRefused(
          "The schema public holds "
              + String.join(", ", strangers)
              + ", which Mneme did not make and a switch would drop; move it to another schema.");
    }
    Statements.script(connection, InsertAnnounced.TABLE);
    generation = NumberGeneration.on(connection);
    NameModel.on(connection, model);
    ForetellModel.on(connection, model);
  }

  /** The address under which a store finds this state instead of the live one. */
  public static String address(String liveUrl) {
    return liveUrl + (liveUrl.contains("?") ? "&" : "?") + "currentSchema=rebuilt,public";
  }

  /** How far the live store is applied: the rebuilt one never goes further. */
  public Map<Integer, Long> liveProgress() {
    return asked(() -> SelectProgressOf.on(connection, LIVE));
  }

  /** How far this one is. */
  public Map<Integer, Long> progress() {
    return asked(() -> SelectProgressOf.on(connection, REBUILT));
  }

  /** Notes what was announced, in the order of the announcements. */
  public void note(List<AnnouncedState> states) {
    asked(() -> {
      InsertAnnounced.on(connection, states);
      return states.size();
    });
  }

  /**
   * Takes over tiers, versions and times while the live store works on: most of them, so that the
   * switch is short.
   *
   * @return memories that lost their cold content, to be announced after the switch
   */
  public List<MemoryKey> settle() {
    return asked(() -> {
      CarryAnnounced.on(connection);
      CarryTiers.ofEverything(connection);
      return TakeInStrays.on(connection);
    });
  }

  /** Brings this state to where the live one stands. */
  @FunctionalInterface
  public interface CatchUp<E extends Exception> {
    void to(Map<Integer, Long> progress) throws E;
  }

  /**
   * Holds the live store still, catches up, and takes its place. Readers go on all the while; a
   * writer waits, and then finds its progress where it was.
   *
   * @return the number of the generation that begins
   * @throws RebuildRefused when the two do not stand at the same place of the log
   */
  public <E extends Exception> long switchOver(CatchUp<E> catchUp) throws E {
    return inTransaction(() -> {
      LockLiveState.on(connection);
      Map<Integer, Long> target = SelectProgressOf.on(connection, LIVE);
      catchUp.to(target);
      Map<Integer, Long> reached = SelectProgressOf.on(connection, REBUILT);
      if (!reached.equals(target)) {
        throw new RebuildRefused(
            "The rebuilt store stands at " + reached + " and the live one at " + target + ".");
      }
      CarryTiers.ofChanged(connection);
      CarryTheRest.on(connection);
      SwapSchemas.on(connection);
      return generation;
    });
  }

  /** Work that is done as a whole or not at all. */
  private interface Work<T, E extends Exception> {
    T run() throws SQLException, E;
  }

  private <T, E extends Exception> T inTransaction(Work<T, E> work) throws E {
    for (int attempt = 1; ; attempt++) {
      try {
        connection.setAutoCommit(false);
        try {
          T done = work.run();
          connection.commit();
          return done;
        } finally {
          connection.rollback();
          connection.setAutoCommit(true);
        }
      } catch (SQLException e) {
        if (attempt == ATTEMPTS_MAX || !isBusy(e)) {
          throw unavailable(e);
        }
      }
    }
  }

  /** Somebody held a lock for longer than we wait, or waited for one of ours. */
  private static boolean isBusy(SQLException e) {
    return "55P03".equals(e.getSQLState()) || "40P01".equals(e.getSQLState());
  }

  /**
   * What was put right.
   *
   * @param subjects that had anything otherwise than their events say
   * @param memories that were otherwise, missing, or too many: to be announced
   */
  public record Repaired(List<Subject> subjects, List<MemoryKey> memories) {}

  /**
   * Puts these subjects of a partition in the place of what the live store has of them, in one
   * transaction, while the partition's writer waits. What is right already is not touched.
   *
   * @param catchUp brings these subjects here to where the writer stands
   */
  public <E extends Exception> Repaired repair(
      int partition, List<Subject> subjects, CatchUp<E> catchUp) throws E {
    return inTransaction(() -> {
      long stands = LockPartition.on(connection, partition);
      StageSubjects.on(connection, subjects);
      catchUp.to(Map.of(partition, stands));
      CarryTiers.ofStaged(connection);
      List<MemoryKey> memories = SelectDifferences.on(connection);
      List<Subject> differing = SelectDifferences.subjects(connection);
      if (!differing.isEmpty()) {
        ReplaceSubjects.on(connection);
      }
      return new Repaired(differing, memories);
    });
  }

  /** Removes what was built and is not to take the live one's place. */
  public void discard() {
    asked(() -> {
      DropSchema.on(connection, REBUILT);
      return REBUILT;
    });
  }

  /** Removes the state that was live before the switch. */
  public void dropRetired() {
    inTransaction(() -> {
      DropSchema.on(connection, RETIRED);
      return RETIRED;
    });
  }

  /** Something asked of the database. */
  private interface Question<T> {
    T ask() throws SQLException;
  }

  private static <T> T asked(Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private static StoreUnavailable unavailable(SQLException e) {
    return new StoreUnavailable("PostgreSQL cannot do it: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }
}
