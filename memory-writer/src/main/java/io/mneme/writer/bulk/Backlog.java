package io.mneme.writer.bulk;

import io.mneme.platform.Outage;
import java.util.Map;

/** How far the log is, and the writers with it. */
interface Backlog {

  /**
   * How things stand.
   *
   * @throws Outage when nobody can say now
   */
  Standing standing() throws Outage;

  /**
   * A look at the log.
   *
   * @param waiting records the writers have yet to apply, over all partitions
   * @param written by partition, records ever written
   */
  record Standing(long waiting, Map<Integer, Long> written) {}
}
