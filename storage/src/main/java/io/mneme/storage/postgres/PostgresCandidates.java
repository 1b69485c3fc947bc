package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.write.Candidates;
import java.util.List;

/** Memories that may say the same, on PostgreSQL. */
public final class PostgresCandidates implements Candidates {
  private final PostgresPool pool;
  private final ColdReader cold;

  /**
   * @param pool logged in as {@code mneme_writer}
   * @param cold where the content of cold memories is read
   */
  public PostgresCandidates(PostgresPool pool, ColdReader cold) {
    this.pool = pool;
    this.cold = cold;
  }

  @Override
  public List<Subject> subjects(Scope scope, int limit) {
    return pool.read(connection -> SelectCandidateSubjects.on(connection, scope, limit));
  }

  @Override
  public List<Memory> of(Subject subject, int limit) {
    return cold.whole(pool.read(connection -> SelectCandidates.on(connection, subject, limit)));
  }
}
