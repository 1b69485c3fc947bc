package io.mneme.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.schemas.Json;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record's value with everything hidden that somebody may have said: only fields known to hold
 * names and times are shown, so a field nobody thought of is hidden too.
 */
final class LetterPayload {
  private static final Set<String> SHOWN =
      Set.of(
          "event_id",
          "tenant",
          "user",
          "accepted_at",
          "occurred_at",
          "type",
          "conversation",
          "role",
          "kind",
          "session",
          "memory_id");

  private static final Set<String> ENTERED = Set.of("intent");
  private static final Pattern NAME = Pattern.compile("[\\p{Alnum}_.:@/+-]{1,128}");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final String HIDDEN = "***";

  private LetterPayload() {}

  static String masked(byte @Nullable [] value) {
    if (value == null) {
      return "none";
    }
    try {
      JsonNode json = Json.mapper().readTree(value);
      if (json instanceof ObjectNode object) {
        return masked(object).toString();
      }
    } catch (IOException e) {
      return hidden(value, "no JSON");
    }
    return hidden(value, "no JSON object");
  }

  private static String hidden(byte[] value, String what) {
    return String.format(Locale.ROOT, "%s (%,d bytes, %s)", HIDDEN, value.length, what);
  }

  private static ObjectNode masked(ObjectNode object) {
    ObjectNode masked = Json.mapper().createObjectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = NAME.matcher(field.getKey()).matches() ? field.getKey() : HIDDEN;
      JsonNode value = field.getValue();
      if (ENTERED.contains(name) && value instanceof ObjectNode inner) {
        masked.set(name, masked(inner));
      } else if (SHOWN.contains(name) && NAME.matcher(value.asText()).matches()) {
        masked.set(name, value);
      } else {
        masked.put(name, outline(value));
      }
    }
    return masked;
  }

  private static String outline(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> HIDDEN + " (" + value.asText().length() + " characters)";
      case OBJECT -> HIDDEN + " (" + value.size() + " fields)";
      case ARRAY -> HIDDEN + " (" + value.size() + " items)";
      case NULL, NUMBER, BOOLEAN, BINARY, MISSING, POJO -> HIDDEN;
    };
  }

  /** A parser's remark quotes what it stumbled over. */
  static String maskedCause(String cause) {
    return QUOTED.matcher(cause).replaceAll("'" + HIDDEN + "'");
  }
}
