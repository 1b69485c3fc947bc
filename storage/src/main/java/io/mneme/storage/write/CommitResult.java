package io.mneme.storage.write;

/** What became of a batch. */
public sealed interface CommitResult {

  /** Everything of it is stored. */
  record Committed() implements CommitResult {}

  /** Nothing of it is stored: another worker's progress stands on this partition. */
  record Fenced(int partition, long expected, long found) implements CommitResult {}
}
