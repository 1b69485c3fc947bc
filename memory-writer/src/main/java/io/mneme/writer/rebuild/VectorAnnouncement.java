package io.mneme.writer.rebuild;

import io.mneme.platform.Outage;
import io.mneme.storage.rebuild.LiveVectors;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.util.List;
import java.util.Optional;

/**
 * Says every memory again in {@code mneme.changes}, after a change of model, so that a rebuild
 * finds the new vectors there. A death in the middle loses time only: what is not found is embedded
 * again, and the next run begins anew.
 */
final class VectorAnnouncement {
  private static final int PAGE_MEMORIES = 500;

  private final Workshop shop;
  private final ProgressLines lines;

  VectorAnnouncement(Workshop shop, ProgressLines lines) {
    this.shop = shop;
    this.lines = lines;
  }

  /**
   * Says what has not been said.
   *
   * @return how many memories; 0 when all had been
   */
  long makeUp() throws Outage {
    try (LiveVectors vectors = LiveVectors.open(shop.admin())) {
      if (vectors.areAnnounced()) {
        return 0;
      }
      long total = vectors.memories();
      long said = 0;
      List<MemoryKey> page = vectors.after(Optional.empty(), PAGE_MEMORIES);
      while (!page.isEmpty()) {
        shop.restatement().of(page);
        said += page.size();
        lines.at("announce", said, Math.max(said, total));
        page = vectors.after(Optional.of(page.getLast()), PAGE_MEMORIES);
      }
      vectors.announced();
      return said;
    }
  }
}
