package io.mneme.benchmarks.peer;

/** A product cannot be had here; the message is the sentence for whoever wanted its figure. */
public final class PeerMissing extends Exception {
  private static final long serialVersionUID = 1L;

  PeerMissing(String message) {
    super(message);
  }
}
