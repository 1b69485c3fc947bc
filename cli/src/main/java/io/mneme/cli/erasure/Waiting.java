package io.mneme.cli.erasure;

import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.Owner;
import io.mneme.cli.client.RequestFailed;
import io.mneme.cli.console.CommandFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Waits until a request to forget is carried out everywhere but in the archive. */
final class Waiting {
  static final Duration APPLIED_MAX = Duration.ofMinutes(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final MnemeClient client;
  private volatile String line = "accepted, not applied yet";

  Waiting(MnemeClient client) {
    this.client = client;
  }

  /** How far it is, in one line. */
  String line() {
    return line;
  }

  /**
   * Asks for the receipt until nothing serves what it is about.
   *
   * @throws CommandFailed when that takes longer than {@link #APPLIED_MAX}
   */
  Receipt await(Owner owner, UUID eventId) throws RequestFailed, InterruptedException {
    long deadline = System.nanoTime() + APPLIED_MAX.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Receipt> receipt = client.erasure(owner, eventId).map(Receipt::new);
      receipt.ifPresent(found -> line = found.line());
      if (receipt.isPresent() && receipt.get().isServedNowhere()) {
        return receipt.get();
      }
      Thread.sleep(LOOK_EVERY);
    }
    throw new CommandFailed(
        "The request is in the log as event %s and not carried out after %d minutes: %s."
            .formatted(eventId, APPLIED_MAX.toMinutes(), line));
  }
}
