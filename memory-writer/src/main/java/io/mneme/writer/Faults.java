package io.mneme.writer;

import io.mneme.schemas.Position;
import io.mneme.storage.UnstorableRecord;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.Storable;
import io.mneme.writer.derive.Derived;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the events of a batch that mean something no store can keep, all at once and before a model
 * sees their texts.
 */
final class Faults {
  private Faults() {}

  /** What is wrong, by event; empty for a sound batch. */
  static Map<Position, String> of(Derived derived) {
    Map<Position, String> faults = new HashMap<>();
    for (Change change : derived.changes()) {
      look(change.position(), () -> check(change), faults);
    }
    derived
        .sessions()
        .forEach(session -> look(session.position(), () -> Storable.check(session), faults));
    derived
        .verdicts()
        .forEach(verdict -> look(verdict.position(), () -> Storable.check(verdict), faults));
    return faults;
  }

  private static void check(Change change) {
    switch (change) {
      case Change.Remember remember -> Storable.check(remember.position(), remember.memory());
      case Change.Revise revise -> Storable.check(revise.position(), revise.memory());
      case Change.Forget forget -> {}
    }
  }

  private static void look(Position position, Runnable check, Map<Position, String> faults) {
    try {
      check.run();
    } catch (UnstorableRecord e) {
      faults.putIfAbsent(position, String.valueOf(e.getMessage()));
    }
  }
}
