package io.mneme.storage.postgres;

import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.UnstorableRecord;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.postgresql.util.PSQLException;

/**
 * Says what an SQL error is: an outage to be waited out, data no store can keep, or a bug. SQLSTATE
 * classes are those of the PostgreSQL manual, appendix A.
 */
final class SqlErrors {
  /** Connection, transaction rollback, resources, operator intervention, system error. */
  private static final Set<String> OUTAGE_CLASSES = Set.of("08", "40", "53", "57", "58");

  /** Lock not available; read-only transaction (a primary that became a replica). */
  private static final Set<String> OUTAGE_STATES = Set.of("55P03", "25006");

  private static final String DATA_EXCEPTION_CLASS = "22";
  private static final String CHECK_VIOLATION = "23514";
  private static final String PROGRAM_LIMIT_CLASS = "54";

  private SqlErrors() {}

  static RuntimeException translate(SQLException error) {
    String state = error.getSQLState();
    if (error instanceof SQLTransientException || state == null) {
      return unavailable("PostgreSQL gives no connection", error);
    }
    String stateClass = state.substring(0, 2);
    if (OUTAGE_CLASSES.contains(stateClass) || OUTAGE_STATES.contains(state)) {
      return unavailable("PostgreSQL cannot do it now (" + state + ")", error);
    }
    boolean aboutData =
        stateClass.equals(DATA_EXCEPTION_CLASS)
            || stateClass.equals(PROGRAM_LIMIT_CLASS)
            || state.equals(CHECK_VIOLATION);
    if (aboutData && fromServer(error)) {
      return new UnstorableRecord(null, "PostgreSQL cannot keep this (" + state + ")", error);
    }
    return new IllegalStateException(
        "PostgreSQL refused a statement of ours (" + state + "): " + error.getMessage(), error);
  }

  /** The driver says 22 of a statement we bound wrongly, which is no fault of the data. */
  private static boolean fromServer(SQLException error) {
    return error instanceof PSQLException said && said.getServerErrorMessage() != null;
  }

  static StoreUnavailable unavailable(String message, SQLException error) {
    return new StoreUnavailable(message + ": " + error.getMessage(), error);
  }
}
