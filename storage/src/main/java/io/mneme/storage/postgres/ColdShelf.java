package io.mneme.storage.postgres;

import io.mneme.schemas.memory.Memory;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.cold.ColdLine;
import io.mneme.storage.cold.ColdObject;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.postgres.PostgresPool.Ending;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes memories to objects: names each object in the inventory, writes it, reads it back and
 * verifies it. No row changes here; until a stub names an object it is only a copy.
 */
final class ColdShelf {
  private final PostgresPool pool;
  private final ObjectStore objects;

  ColdShelf(PostgresPool pool, ObjectStore objects) {
    this.pool = pool;
    this.objects = objects;
  }

  /** Where each of these memories lies now, verified. */
  Map<MemoryKey, ColdLine> store(List<Memory> memories) {
    record Shelf(String tenant, YearMonth month) {}
    Map<Shelf, List<Memory>> shelves = new LinkedHashMap<>();
    for (Memory memory : memories) {
      shelves
          .computeIfAbsent(
              new Shelf(memory.tenant(), ColdObject.monthOf(memory)), _ -> new ArrayList<>())
          .add(memory);
    }
    Map<MemoryKey, ColdLine> lines = new HashMap<>();
    shelves.forEach((shelf, all) -> {
      for (ColdObject object : ColdObject.split(shelf.tenant(), shelf.month(), all)) {
        lines.putAll(store(object));
      }
    });
    return lines;
  }

  private Map<MemoryKey, ColdLine> store(ColdObject object) {
    pool.write(connection -> {
      UpsertColdObject.on(connection, object);
      return new Ending.Keep<>(object.key());
    });
    objects.put(object.key(), object.bytes());
    verify(object);
    Map<MemoryKey, ColdLine> lines = new HashMap<>();
    for (int row = 0; row < object.memories().size(); row++) {
      Memory memory = object.memories().get(row);
      lines.put(
          new MemoryKey(memory.subject(), memory.memoryId()), new ColdLine(object.key(), row));
    }
    return lines;
  }

  private void verify(ColdObject written) {
    try {
      byte[] bytes =
          objects.get(written.key()).orElseThrow(() -> new IOException("it is not there"));
      if (!ColdObject.unpack(written.key(), bytes).equals(written.memories())) {
        throw new IOException("its rows read back otherwise");
      }
    } catch (IOException e) {
      throw new StoreUnavailable(
          "object " + written.key() + " was written and does not read back", e);
    }
  }
}
