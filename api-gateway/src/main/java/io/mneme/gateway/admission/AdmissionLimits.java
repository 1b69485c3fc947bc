package io.mneme.gateway.admission;

/**
 * How large the parts of an event may be.
 *
 * @param textCharsMax the longest text or caption, in UTF-16 units as Java and JavaScript count
 * @param metadataBytesMax the largest metadata, as JSON in UTF-8
 * @param stateBytesMax the largest session state, as JSON in UTF-8
 */
public record AdmissionLimits(int textCharsMax, int metadataBytesMax, int stateBytesMax) {
  /** Names of conversations and sessions, speakers, reasons. */
  public static final int NAME_CHARS_MAX = 256;

  /** An idempotency key. */
  public static final int IDEMPOTENCY_KEY_CHARS_MAX = 256;
}
