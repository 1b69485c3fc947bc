package io.mneme.writer.rebuild;

import java.util.concurrent.atomic.AtomicLong;

/** What the builders have done so far, all of them together. */
final class Tally {
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong memories = new AtomicLong();
  private final Runnable told;

  /**
   * @param told called after every batch, by any thread
   */
  Tally(Runnable told) {
    this.told = told;
  }

  void add(long moreEvents, long moreBytes, long moreMemories) {
    events.addAndGet(moreEvents);
    bytes.addAndGet(moreBytes);
    memories.addAndGet(moreMemories);
    told.run();
  }

  long events() {
    return events.get();
  }

  long bytes() {
    return bytes.get();
  }

  long memories() {
    return memories.get();
  }
}
