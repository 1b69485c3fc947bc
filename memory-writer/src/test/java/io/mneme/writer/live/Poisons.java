package io.mneme.writer.live;

import static io.mneme.writer.Events.corrected;
import static io.mneme.writer.Events.id;
import static io.mneme.writer.Events.turn;

import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Records nobody can apply: one of every kind. */
public final class Poisons {
  private Poisons() {}

  /** Records that are to be buried, by words of the cause they are to be buried with. */
  public static Map<String, byte[]> by(Subject subject) {
    Map<String, byte[]> poisons = new HashMap<>();
    String sound = new String(Json.write(turn(subject, "x", "c1", "TEXT")), StandardCharsets.UTF_8);
    poisons.put("unexpected end", bytes(sound.substring(0, 40)));
    poisons.put("unrecognized token", bytes("hello"));
    poisons.put("found null", bytes("null"));
    poisons.put("interpretive_dance", bytes(sound.replace("turn_recorded", "interpretive_dance")));
    poisons.put("event_id is missing", bytes(sound.replace("event_id", "event_idd")));
    poisons.put("text is missing or blank", bytes(sound.replace("TEXT", "  ")));
    poisons.put("tenant must be", bytes(sound.replace("\"acme\"", "\"ACME\"")));
    poisons.put("nesting depth", bytes(sound.replace("{\"mood\":1}", deep(70))));
    poisons.put("U+0000", bytes(sound.replace("TEXT", "a\\u0000b")));
    poisons.put("half a surrogate", bytes(sound.replace("TEXT", "a\\ud800b")));
    poisons.put(
        "conversation is longer", bytes(sound.replace("\"c1\"", '"' + "c".repeat(9_999) + '"')));
    poisons.put("the most is", bytes(sound.replace("TEXT", "x".repeat(500_000))));
    poisons.put(
        "does not have at this point",
        Json.write(corrected(subject, "it-5-unknown", id("nothing"), "right")));
    return poisons;
  }

  private static String deep(int levels) {
    return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
