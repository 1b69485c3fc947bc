package io.mneme.storage.read;

import java.util.Map;
import java.util.OptionalLong;

/** A copy of the store that follows it, a little behind, and can only be read. */
public interface Replica {

  /** What it answers, as of its own moment. */
  ReadStore reads();

  /**
   * How far it has come, asked now.
   *
   * @throws io.mneme.storage.StoreUnavailable when it does not answer
   */
  State state();

  /**
   * How far a replica has come.
   *
   * @param replayed how much of the primary's log it has applied, in bytes; empty when it follows
   *     none
   * @param progress what the writer had applied then: next offset of the events topic, per
   *     partition. It is written in one transaction with the memories, so all of these are here
   */
  record State(OptionalLong replayed, Map<Integer, Long> progress) {}
}
