package io.mneme.cli.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Idempotency keys made from what an event says, so that a file sent twice is stored once, and a
 * file that has grown adds only what is new. The second of two equal lines is another event.
 */
public final class ContentKeys {
  private static final int KEY_DIGITS = 40;
  private static final int SEEN_DIGITS = 15;

  private final Map<Long, Integer> seen = new HashMap<>();

  /** Gives the item a key, unless it has one of its own. */
  public void put(ObjectNode item) {
    if (item.hasNonNull("idempotency_key")) {
      return;
    }
    String hash = Ids.contentHash(new String(Json.write(item), StandardCharsets.UTF_8));
    long brief = Long.parseLong(hash.substring(0, SEEN_DIGITS), 16);
    int occurrence = seen.merge(brief, 1, Integer::sum);
    item.put("idempotency_key", "file-" + hash.substring(0, KEY_DIGITS) + "-" + occurrence);
  }
}
