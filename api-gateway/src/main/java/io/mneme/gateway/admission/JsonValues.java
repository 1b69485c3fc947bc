package io.mneme.gateway.admission;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.schemas.Json;
import java.util.Map;
import java.util.Optional;

/** Looks for values that JSON can write and a store cannot keep. */
final class JsonValues {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private JsonValues() {}

  static Map<String, Object> toMap(JsonNode object) {
    return Json.mapper().convertValue(object, MAP);
  }

  /** The first such value, in the order of the text. */
  static Optional<Unkeepable> firstUnkeepable(JsonNode root) {
    return search(root, "", "");
  }

  private static Optional<Unkeepable> search(JsonNode node, String pointer, String field) {
    return switch (node.getNodeType()) {
      case STRING -> unkeepable(node.textValue()).map(why -> new Unkeepable(pointer, field, why));
      case NUMBER ->
          node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())
              ? Optional.of(new Unkeepable(pointer, field, "is a number too large to keep"))
              : Optional.empty();
      case OBJECT -> searchFields(node, pointer);
      case ARRAY -> searchItems(node, pointer, field);
      case BOOLEAN, NULL, BINARY, MISSING, POJO -> Optional.empty();
    };
  }

  private static Optional<Unkeepable> searchFields(JsonNode object, String pointer) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String name = entry.getKey();
      String at = pointer + "/" + escape(name);
      Optional<Unkeepable> found =
          unkeepable(name)
              .map(why -> new Unkeepable(at, name, "has a name that " + why))
              .or(() -> search(entry.getValue(), at, name));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Unkeepable> searchItems(JsonNode array, String pointer, String field) {
    for (int i = 0; i < array.size(); i++) {
      Optional<Unkeepable> found = search(array.get(i), pointer + "/" + i, field);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> unkeepable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return Optional.of("holds the character U+0000");
      }
      if (Character.isSurrogate(c)) {
        boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
        if (!pair) {
          return Optional.of("holds half a character (a lone surrogate)");
        }
        i++;
      }
    }
    return Optional.empty();
  }

  /** As RFC 6901 writes a name in a pointer. */
  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /**
   * A value that cannot be kept.
   *
   * @param pointer where
   * @param field the nearest name
   * @param detail why
   */
  record Unkeepable(String pointer, String field, String detail) {}
}
