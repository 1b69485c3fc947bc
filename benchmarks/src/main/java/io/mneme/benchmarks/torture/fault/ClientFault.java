package io.mneme.benchmarks.torture.fault;

import io.mneme.benchmarks.torture.world.World;
import io.mneme.platform.Outage;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody who writes to the log past the gateway can do. */
public sealed interface ClientFault extends Fault {

  @Override
  default Duration held() {
    return Duration.ZERO;
  }

  @Override
  default void end(World world) {}

  /** Records nobody can apply, among those of a user who goes on talking. */
  record Poison(int user) implements ClientFault {
    private static final int DEEP = 10_000;
    private static final int LARGE_BYTES = 900_000;

    @Override
    public String name() {
      return "poison";
    }

    @Override
    public String number() {
      return "F22";
    }

    @Override
    public void begin(World world) throws Outage {
      Subject subject = new Subject(world.tenant(), "user-" + user);
      for (byte[] poison : kinds(subject)) {
        world.events().poison(subject, poison);
      }
    }

    private static List<byte @Nullable []> kinds(Subject subject) {
      String unknownType =
          """
          {"event_id":"%s","tenant":"%s","user":"%s","accepted_at":"2026-01-01T00:00:00Z",\
          "occurred_at":"2026-01-01T00:00:00Z","intent":{"type":"interpretive_dance"}}\
          """
              .formatted(Ids.event("x", "y"), subject.tenant(), subject.user());
      List<byte @Nullable []> kinds = new ArrayList<>();
      kinds.add(bytes("{\"event_id\":"));
      kinds.add(bytes(unknownType));
      kinds.add(bytes("{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP)));
      kinds.add(new byte[LARGE_BYTES]);
      kinds.add(new byte[0]);
      kinds.add(null);
      kinds.add(Json.write(correctionOfNothing(subject)));
      return kinds;
    }

    private static Event correctionOfNothing(Subject subject) {
      Instant then = Instant.parse("2026-01-01T00:00:00Z");
      return new Event(
          Ids.event(subject.tenant(), "a correction of nothing"),
          subject.tenant(),
          subject.user(),
          then,
          then,
          new Intent.MemoryCorrected(Ids.memory(subject, Ids.event("x", "y"), 0), "right"));
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Every record of a partition is produced a second time. */
  record ProducedAgain(int partition) implements ClientFault {
    @Override
    public String name() {
      return "a partition produced again";
    }

    @Override
    public String number() {
      return "F20";
    }

    @Override
    public void begin(World world) throws Outage {
      world.events().produceAgain(partition);
    }
  }
}
