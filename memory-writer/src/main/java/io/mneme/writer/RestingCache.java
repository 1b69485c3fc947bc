package io.mneme.writer;

import io.mneme.schemas.Subject;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.SubjectCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache, asked so that its failure costs no batch: a call that failed answers nothing, and
 * after a failure the cache is left alone for a moment, so that not every batch waits for its
 * timeout.
 */
final class RestingCache {
  static final Duration REST = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(RestingCache.class);

  private final SubjectCache cache;
  private final InstantSource clock;
  private final WriterMetrics metrics;
  private Instant restsUntil = Instant.MIN;

  RestingCache(SubjectCache cache, InstantSource clock, WriterMetrics metrics) {
    this.cache = cache;
    this.clock = clock;
    this.metrics = metrics;
  }

  boolean isResting() {
    return clock.instant().isBefore(restsUntil);
  }

  /** See {@link SubjectCache#write}. */
  Optional<Map<Subject, Long>> write(Batch batch, Map<Subject, Long> revisions) {
    return attempt(() -> cache.write(batch, revisions));
  }

  /** See {@link SubjectCache#outdate}. */
  Optional<Map<Subject, Long>> outdate(Set<Subject> subjects) {
    return subjects.isEmpty() ? Optional.of(Map.of()) : attempt(() -> cache.outdate(subjects));
  }

  /** See {@link SubjectCache#progress}. */
  boolean progress(Map<Integer, Long> next) {
    return next.isEmpty()
        || attempt(
                () -> {
                  cache.progress(next);
                  return true;
                })
            .isPresent();
  }

  private <T> Optional<T> attempt(Supplier<T> call) {
    if (isResting()) {
      return Optional.empty();
    }
    try {
      return Optional.of(call.get());
    } catch (StoreUnavailable e) {
      restsUntil = clock.instant().plus(REST);
      metrics.cacheFailed();
      LOG.warn("the cache was not told, it will be later: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
