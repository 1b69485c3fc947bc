package io.mneme.cli.ingest;

/** What stands at one place of a file. */
public sealed interface FileItem {

  /** Something to send. */
  record Ready(OutgoingEvent event) implements FileItem {}

  /**
   * Something that can be no event, so it is not even sent.
   *
   * @param number where it stands, from 1
   * @param reason one sentence
   */
  record Unreadable(long number, String reason) implements FileItem {}
}
