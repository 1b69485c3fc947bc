package io.mneme.writer.rebuild;

import io.mneme.storage.verify.StateItem;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds a dump against a saved one while both are read, once. */
final class Comparison {
  static final int NAMED_MAX = 5;

  private final StateFile.Reading before;
  private final PartitionDigests partitions;
  private final List<Difference> named = new ArrayList<>();
  private final SortedSet<Integer> differing = new TreeSet<>();
  private long differences;
  private @Nullable StateItem next;

  /** How an item differs. */
  enum How {
    MISSING,
    NEW,
    OTHER
  }

  /** One that differs. */
  record Difference(How how, StateItem item) {}

  Comparison(StateFile.Reading before, PartitionDigests partitions) {
    this.before = before;
    this.partitions = partitions;
    this.next = before.next();
  }

  /** The next item of the state as it is now. */
  void take(StateItem now) {
    StateItem then = next;
    while (then != null && StateItem.ORDER.compare(then, now) < 0) {
      differs(How.MISSING, then);
      then = before.next();
    }
    if (then == null || StateItem.ORDER.compare(then, now) > 0) {
      differs(How.NEW, now);
    } else {
      if (!then.digest().equals(now.digest())) {
        differs(How.OTHER, now);
      }
      then = before.next();
    }
    next = then;
  }

  /** Nothing more comes. */
  void finish() {
    for (StateItem then = next; then != null; then = before.next()) {
      differs(How.MISSING, then);
    }
  }

  private void differs(How how, StateItem item) {
    differences++;
    differing.add(partitions.partition(item));
    if (named.size() < NAMED_MAX) {
      named.add(new Difference(how, item));
    }
  }

  /** How many items differ. */
  long differences() {
    return differences;
  }

  /** In which partitions. */
  SortedSet<Integer> differing() {
    return differing;
  }

  /** The first of them. */
  List<Difference> named() {
    return List.copyOf(named);
  }
}
