package io.mneme.schemas.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.schemas.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What tests do with sample records. */
final class Samples {
  /** Objects that belong to the application: Mneme adds nothing to them and ignores nothing. */
  private static final Set<String> APPLICATION_DATA = Set.of("metadata", "state");

  private Samples() {}

  static JsonNode written(Object record) throws IOException {
    return Json.mapper().readTree(Json.write(record));
  }

  static boolean decodes(Contract contract, JsonNode sample) {
    return refusal(contract, sample).isEmpty();
  }

  /** The message a record refuses a sample with, empty when it accepts. */
  static String refusal(Contract contract, JsonNode sample) {
    try {
      contract.decode(sample);
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** The sample as a newer writer would send it: one more field in every object. */
  static JsonNode withUnknownFields(JsonNode sample) {
    JsonNode copy = sample.deepCopy();
    addUnknown(copy);
    return copy;
  }

  private static void addUnknown(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(field -> {
            if (!APPLICATION_DATA.contains(field.getKey())) {
              addUnknown(field.getValue());
            }
          });
      object.put("a_field_of_tomorrow", 1);
    } else if (node instanceof ArrayNode array) {
      array.forEach(Samples::addUnknown);
    }
  }

  /** JSON pointers of every field of a sample, its application data taken as one. */
  static List<String> fields(JsonNode sample) {
    List<String> pointers = new ArrayList<>();
    collect("", sample, pointers);
    return pointers;
  }

  private static void collect(String at, JsonNode node, List<String> pointers) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(field -> {
            String pointer = at + "/" + field.getKey();
            pointers.add(pointer);
            if (!APPLICATION_DATA.contains(field.getKey())) {
              collect(pointer, field.getValue(), pointers);
            }
          });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        collect(at + "/" + i, array.get(i), pointers);
      }
    }
  }

  /** The sample without one field. */
  static JsonNode without(JsonNode sample, String pointer) {
    JsonNode copy = sample.deepCopy();
    int slash = pointer.lastIndexOf('/');
    ((ObjectNode) copy.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1));
    return copy;
  }
}
