package io.mneme.benchmarks.torture.guarantee;

import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.benchmarks.torture.history.Look;
import java.util.List;

/** One promise, watched while it is attacked, and held against what is found afterwards. */
public sealed interface Guarantee
    permits AcceptedIsDurable,
        OneEventOneEffect,
        OrderWithinSubject,
        OwnWritesAreReadable,
        OutageLosesNothing {

  /** The promise in the words of the README. */
  String promise();

  /** A request of a client has ended. */
  void onProduce(Attempt attempt);

  /** A client has looked at what it wrote. */
  default void onRead(Look look) {}

  /** The faults are over, and this was found. */
  void onProcess(Evidence evidence);

  /** What breaks the promise, a sentence each; nothing when it was kept. */
  List<String> doAssert();

  /** All of them. */
  static List<Guarantee> all() {
    return List.of(
        new AcceptedIsDurable(),
        new OneEventOneEffect(),
        new OrderWithinSubject(),
        new OwnWritesAreReadable(),
        new OutageLosesNothing());
  }
}
