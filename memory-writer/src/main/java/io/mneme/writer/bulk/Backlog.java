package io.mneme.writer.bulk;

import io.mneme.platform.Outage;

/** How far the log is, and the writers with it. */
interface Backlog {

  /**
   * How things stand, over all partitions.
   *
   * @throws Outage when nobody can say now
   */
  Standing standing() throws Outage;

  /**
   * A look at the log.
   *
   * @param waiting records the writers have yet to apply
   * @param written records ever written
   */
  record Standing(long waiting, long written) {}
}
