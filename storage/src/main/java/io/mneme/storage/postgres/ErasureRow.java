package io.mneme.storage.postgres;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.Batch.Request;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A receipt as it is first written. Pure: from a batch and what its deletions found.
 *
 * @param objects that held a line of what was forgotten
 */
record ErasureRow(Request request, int hot, int warm, int cold, int sessions, Set<String> objects) {

  /**
   * The receipts of a batch. A memory born in it and gone in it was in no table yet; it counts as
   * hot, so that a receipt is the same however the log was cut into batches.
   */
  static List<ErasureRow> of(
      Batch batch, Map<MemoryKey, DeleteMemories.Place> places, Map<Subject, Integer> sessions) {
    Map<Position, List<MemoryKey>> forgotten = new HashMap<>();
    for (Change change : batch.changes()) {
      if (change instanceof Change.Forget(var position, Subject subject, var memoryId)) {
        forgotten
            .computeIfAbsent(position, _ -> new ArrayList<>())
            .add(new MemoryKey(subject, memoryId));
      }
    }
    Map<Subject, Integer> sessionsLeft = new HashMap<>(sessions);
    List<ErasureRow> rows = new ArrayList<>();
    for (Request request : batch.requests()) {
      Integer removed = request.memoryId() == null ? sessionsLeft.remove(request.subject()) : null;
      rows.add(
          of(
              request,
              forgotten.getOrDefault(request.position(), List.of()),
              places,
              removed == null ? 0 : removed));
    }
    return rows;
  }

  private static ErasureRow of(
      Request request,
      List<MemoryKey> gone,
      Map<MemoryKey, DeleteMemories.Place> places,
      int sessions) {
    int hot = 0;
    int warm = 0;
    int cold = 0;
    Set<String> objects = new HashSet<>();
    for (MemoryKey key : gone) {
      DeleteMemories.Place place =
          places.getOrDefault(key, new DeleteMemories.Place(Tier.HOT, null));
      switch (place.tier()) {
        case HOT -> hot++;
        case WARM -> warm++;
        case COLD -> cold++;
      }
      if (place.objectKey() != null) {
        objects.add(place.objectKey());
      }
    }
    return new ErasureRow(request, hot, warm, cold, sessions, objects);
  }
}
