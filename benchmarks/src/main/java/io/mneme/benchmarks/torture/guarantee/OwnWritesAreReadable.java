package io.mneme.benchmarks.torture.guarantee;

import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.benchmarks.torture.history.Command;
import io.mneme.benchmarks.torture.history.Deed;
import io.mneme.benchmarks.torture.history.Look;
import io.mneme.benchmarks.torture.history.Look.Seen;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Promise 6: an answer that says it knows a write shows it, and all that its client had written
 * before: new words, other words, and nothing where something was forgotten. A client is one
 * thread, so what it has to see is what it sent. An answer may say that it does not know, or fail;
 * then it shows what it likes.
 */
public final class OwnWritesAreReadable implements Guarantee {
  private final Map<Subject, TreeMap<Integer, Command>> acknowledged = new HashMap<>();
  private final List<Look> looks = new ArrayList<>();

  @Override
  public String promise() {
    return "6 own writes are readable";
  }

  @Override
  public void onProduce(Attempt attempt) {
    if (attempt.isAcknowledged()) {
      Command command = attempt.command();
      acknowledged
          .computeIfAbsent(command.subject(), _ -> new TreeMap<>())
          .put(command.number(), command);
    }
  }

  @Override
  public void onRead(Look look) {
    looks.add(look);
  }

  @Override
  public void onProcess(Evidence evidence) {
    // what was told to a client cannot be put right by what is found later
  }

  @Override
  public List<String> doAssert() {
    List<String> broken = new ArrayList<>();
    for (Look look : looks) {
      if (look.seen() instanceof Seen.Shown(boolean applied, String value) && applied) {
        String expected = expected(look);
        if (!Objects.equals(expected, value)) {
          broken.add(
              "reader %d said applied after command %d of %s (%s) and showed %s, not %s"
                  .formatted(
                      look.reader(),
                      look.after().number(),
                      look.after().subject().key(),
                      look.after().deed().word(),
                      quoted(value),
                      quoted(expected)));
        }
      }
    }
    return broken;
  }

  private @Nullable String expected(Look look) {
    String value = null;
    Subject subject = look.after().subject();
    for (Command command :
        acknowledged
            .getOrDefault(subject, new TreeMap<>())
            .headMap(look.after().number(), true)
            .values()) {
      value =
          switch (look) {
            case Look.AtMemory at -> memory(command, at.memory(), value);
            case Look.AtSession at -> session(command, at.session(), value);
          };
    }
    return value;
  }

  /** What it says after a command. */
  private static @Nullable String memory(Command command, UUID memory, @Nullable String before) {
    return switch (command.deed()) {
      case Deed.Turn(String _, String text)
          when Ids.memory(command.subject(), command.eventId(), 0).equals(memory) ->
          text;
      case Deed.Correction(UUID corrected, String text) when corrected.equals(memory) -> text;
      case Deed.Forgetting(UUID forgotten) when forgotten.equals(memory) -> null;
      case Deed.Turn _, Deed.Correction _, Deed.Forgetting _, Deed.Session _ -> before;
    };
  }

  private static @Nullable String session(
      Command command, String session, @Nullable String before) {
    return command.deed() instanceof Deed.Session(String written, int value)
            && written.equals(session)
        ? Integer.toString(value)
        : before;
  }

  private static String quoted(@Nullable String value) {
    return value == null ? "nothing" : "\"" + value + "\"";
  }
}
