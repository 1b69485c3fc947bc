package io.mneme.reader.recall;

/** More memories say something else now than a question about the past looks at. */
public final class TooMuchChanged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooMuchChanged() {
    super("more than " + PastPacks.CHANGED_MEMORIES_MAX + " memories have changed since");
  }
}
