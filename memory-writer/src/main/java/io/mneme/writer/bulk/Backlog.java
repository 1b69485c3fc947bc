package io.mneme.writer.bulk;

import io.mneme.platform.Outage;

/** How much of the log the writers have yet to apply. */
interface Backlog {

  /**
   * Records, over all partitions.
   *
   * @throws Outage when nobody can say now
   */
  long records() throws Outage;
}
