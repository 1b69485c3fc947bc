package io.mneme.writer.rebuild;

/** The rebuild cannot go on; the live state serves as before. The message is one sentence. */
final class BuildFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BuildFailed(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
