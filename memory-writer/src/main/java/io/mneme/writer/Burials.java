package io.mneme.writer;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.schemas.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buries each hopeless record once: its dead letter is durable before progress passes it, and a
 * batch that has to be tried again does not bury it again.
 */
final class Burials {
  private static final Logger LOG = LoggerFactory.getLogger(Burials.class);

  private final Graveyard graveyard;
  private final Set<Position> buried = new HashSet<>();

  Burials(Graveyard graveyard) {
    this.graveyard = graveyard;
  }

  void bury(List<Entry.Hopeless> hopeless) throws Outage {
    for (Entry.Hopeless entry : hopeless) {
      if (!buried.contains(entry.position())) {
        graveyard.bury(entry.origin(), entry.cause(), entry.attempts());
        buried.add(entry.position());
        // not the cause: a parser's remark may quote what somebody said
        RecordHeaders.correlationId(entry.origin().headers())
            .map(id -> LOG.atWarn().addKeyValue("correlation_id", id))
            .orElseGet(LOG::atWarn)
            .log(
                "event {} went to the dead letters after {} attempt(s)",
                entry.position(),
                entry.attempts());
      }
    }
  }

  /** Progress has passed them. */
  void forget() {
    buried.clear();
  }
}
