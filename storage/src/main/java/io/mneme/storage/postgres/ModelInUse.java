package io.mneme.storage.postgres;

import java.util.Optional;

/** Which model's vectors a database holds, for whoever only asks that. */
public final class ModelInUse {
  private final PostgresPool pool;

  /**
   * @param pool logged in as any of Mneme's roles
   */
  public ModelInUse(PostgresPool pool) {
    this.pool = pool;
  }

  /** The model; empty until the first vector is stored. */
  public Optional<String> now() {
    return pool.read(SelectModel::on);
  }
}
