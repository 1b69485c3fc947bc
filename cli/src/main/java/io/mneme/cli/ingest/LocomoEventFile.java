package io.mneme.cli.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.cli.locomo.Conversation;
import io.mneme.cli.locomo.LocomoEvents;
import io.mneme.cli.locomo.LocomoFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a LoCoMo file. Each of its conversations is a user of its own, unless one user is to
 * remember them all.
 */
final class LocomoEventFile implements EventFile {
  private final List<OutgoingEvent> events;
  private final Iterator<OutgoingEvent> rest;

  private LocomoEventFile(List<OutgoingEvent> events) {
    this.events = events;
    this.rest = events.iterator();
  }

  static LocomoEventFile open(Path file, Optional<String> user) throws IOException {
    ContentKeys keys = new ContentKeys();
    List<OutgoingEvent> events = new ArrayList<>();
    for (Conversation conversation : LocomoFile.read(file)) {
      for (Conversation.Turn turn : conversation.turns()) {
        String session =
            user.isPresent() ? conversation.id() + "/" + turn.session() : turn.session();
        ObjectNode event = LocomoEvents.turn(turn, session);
        event.put("user", user.orElse(conversation.id()));
        keys.put(event);
        events.add(OutgoingEvent.of(events.size() + 1L, event));
      }
    }
    return new LocomoEventFile(events);
  }

  @Override
  public OptionalLong total() {
    return OptionalLong.of(events.size());
  }

  @Override
  public @Nullable FileItem next() {
    return rest.hasNext() ? new FileItem.Ready(rest.next()) : null;
  }

  @Override
  public void close() {
    // read as a whole already
  }
}
