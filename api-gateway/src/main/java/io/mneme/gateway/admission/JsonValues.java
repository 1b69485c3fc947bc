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
    return search(root);
  }

  /** Its pointer is put together on the way back: of what is well nothing is written. */
  private static Optional<Unkeepable> search(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> unkeepable(node.textValue()).map(Unkeepable::here);
      case NUMBER ->
          node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())
              ? Optional.of(Unkeepable.here("is a number too large to keep"))
              : Optional.empty();
      case OBJECT -> searchFields(node);
      case ARRAY -> searchItems(node);
      case BOOLEAN, NULL, BINARY, MISSING, POJO -> Optional.empty();
    };
  }

  private static Optional<Unkeepable> searchFields(JsonNode object) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String name = entry.getKey();
      Optional<Unkeepable> found =
          unkeepable(name)
              .map(why -> Unkeepable.here("has a name that " + why))
              .or(() -> search(entry.getValue()));
      if (found.isPresent()) {
        return found.map(it -> it.inField(name));
      }
    }
    return Optional.empty();
  }

  private static Optional<Unkeepable> searchItems(JsonNode array) {
    for (int i = 0; i < array.size(); i++) {
      Optional<Unkeepable> found = search(array.get(i));
      if (found.isPresent()) {
        int index = i;
        return found.map(it -> it.inItem(index));
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
  record Unkeepable(String pointer, String field, String detail) {

    private static Unkeepable here(String detail) {
      return new Unkeepable("", "", detail);
    }

    private Unkeepable inField(String name) {
      return new Unkeepable("/" + escape(name) + pointer, field.isEmpty() ? name : field, detail);
    }

    private Unkeepable inItem(int index) {
      return new Unkeepable("/" + index + pointer, field, detail);
    }
  }
}
