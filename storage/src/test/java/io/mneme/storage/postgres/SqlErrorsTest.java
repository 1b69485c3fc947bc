package io.mneme.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.UnstorableRecord;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/** An outage is waited out, bad data is dead-lettered, a bug is neither. */
final class SqlErrorsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "08001", "40001", "40P01", "53300", "53100", "57014", "57P01", "58030", "55P03",
        "25006"
      })
  void what_passes_is_an_outage(String state) {
    assertThat(SqlErrors.translate(fromServer(state))).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void a_pool_without_a_free_connection_is_an_outage() {
    assertThat(SqlErrors.translate(new SQLTransientConnectionException("timed out")))
        .isInstanceOf(StoreUnavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"22021", "22P05", "22003", "54000", "23514"})
  void what_the_server_cannot_keep_is_bad_data(String state) {
    assertThat(SqlErrors.translate(fromServer(state))).isInstanceOf(UnstorableRecord.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"42P01", "42501", "23505", "42601", "28P01"})
  void what_we_did_wrong_is_a_bug(String state) {
    assertThat(SqlErrors.translate(fromServer(state))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_parameter_we_forgot_to_bind_is_a_bug_and_no_bad_data() {
    SQLException unbound =
        new PSQLException("No value specified for parameter 6.", PSQLState.INVALID_PARAMETER_VALUE);

    assertThat(SqlErrors.translate(unbound)).isInstanceOf(IllegalStateException.class);
  }

  private static SQLException fromServer(String state) {
    return new PSQLException(new ServerErrorMessage("SERROR\0C" + state + "\0Msaid so\0"));
  }
}
