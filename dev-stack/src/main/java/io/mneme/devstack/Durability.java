package io.mneme.devstack;

/** What a server promises about data after the machine loses power. */
public enum Durability {
  /** An acknowledged write is on the disk. */
  DURABLE,
  /** The process may die at any moment, the machine may not: for tests. */
  PROCESS_ONLY
}
