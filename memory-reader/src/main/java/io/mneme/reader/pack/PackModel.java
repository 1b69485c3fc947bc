package io.mneme.reader.pack;

import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.cold.ColdStub;
import io.mneme.storage.cold.Signature;
import io.mneme.storage.read.ReadStore;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whose vectors the rows of a subject have. All rows of a store are of one model, and one statement
 * sees one store; where an older version mixed them, most of them decide.
 */
final class PackModel {
  private PackModel() {}

  /** The model; empty when no row has a vector. */
  static Optional<String> of(ReadStore.Pack change) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Memory memory : change.changed()) {
      Embedding vector = memory.embedding();
      if (vector != null) {
        counts.merge(vector.model(), 1, Integer::sum);
      }
    }
    for (ColdStub stub : change.cold()) {
      Signature signature = stub.signature();
      if (signature != null) {
        counts.merge(signature.model(), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }
}
