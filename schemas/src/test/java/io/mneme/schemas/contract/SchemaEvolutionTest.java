package io.mneme.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.schemas.Json;
import io.mneme.schemas.contract.SchemaEvolution.Rule;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each broken promise is named, with its field; growth is not. */
class SchemaEvolutionTest {
  private static final String RELEASED =
      """
      {
        "type": "object",
        "required": ["id", "shape"],
        "additionalProperties": true,
        "properties": {
          "id": { "type": "string", "format": "uuid" },
          "name": { "type": "string", "minLength": 1, "maxLength": 10, "pattern": "^[a-z]*$" },
          "tier": { "type": "string", "enum": ["hot", "cold"] },
          "tags": { "type": "array", "items": { "type": "string" } },
          "place": { "type": "object", "properties": { "city": { "type": "string" } } },
          "shape": { "oneOf": [{ "$ref": "#/$defs/round" }, { "$ref": "#/$defs/flat" }] }
        },
        "$defs": {
          "round": {
            "type": "object",
            "properties": { "type": { "const": "round" }, "radius": { "type": "number" } }
          },
          "flat": { "type": "object", "properties": { "type": { "const": "flat" } } }
        }
      }
      """;

  @Test
  void sameSchemaBreaksNothing() {
    assertThat(SchemaEvolution.between(tree(), tree())).isEmpty();
  }

  @Test
  void growthBreaksNothing() {
    ObjectNode grown = tree();
    field(grown, "").putObject("colour").put("type", "string");
    ((ArrayNode) grown.at("/properties/tier/enum")).add("warm");
    field(grown, "name").put("maxLength", 20).put("minLength", 0).put("description", "a name");
    ObjectNode square = ((ObjectNode) grown.path("$defs")).putObject("square");
    square.putObject("properties").putObject("type").put("const", "square");
    ((ArrayNode) grown.at("/properties/shape/oneOf")).addObject().put("$ref", "#/$defs/square");

    assertThat(SchemaEvolution.between(tree(), grown)).isEmpty();
  }

  @Test
  void removedFieldIsNamed() {
    expect(Rule.REMOVED_FIELD, "name", s -> field(s, "").remove("name"));
    expect(
        Rule.REMOVED_FIELD,
        "place.city",
        s -> object(s, "/properties/place/properties").remove("city"));
  }

  @Test
  void changedTypeIsNamed() {
    expect(Rule.CHANGED_TYPE, "name", s -> field(s, "name").put("type", "integer"));
    expect(
        Rule.CHANGED_TYPE,
        "tags[]",
        s -> object(s, "/properties/tags/items").put("type", "number"));
    expect(
        Rule.CHANGED_TYPE,
        "name",
        s -> field(s, "name").putArray("type").add("string").add("null"));
    expect(
        Rule.CHANGED_TYPE,
        "shape(round).radius",
        s -> object(s, "/$defs/round/properties/radius").put("type", "string"));
  }

  @Test
  void newlyRequiredFieldIsNamed() {
    expect(Rule.NEWLY_REQUIRED, "name", s -> ((ArrayNode) s.path("required")).add("name"));
    expect(
        Rule.NEWLY_REQUIRED, "place.city", s -> field(s, "place").putArray("required").add("city"));
  }

  @Test
  void fieldNoLongerRequiredIsNamed() {
    expect(Rule.NO_LONGER_REQUIRED, "id", s -> s.putArray("required").add("shape"));
  }

  @Test
  void narrowedEnumIsNamed() {
    expect(Rule.NARROWED_ENUM, "name", s -> field(s, "name").putArray("enum").add("a"));
  }

  @Test
  void removedEnumValueIsNamed() {
    expect(Rule.REMOVED_ENUM_VALUE, "tier", s -> field(s, "tier").putArray("enum").add("hot"));
  }

  @Test
  void narrowedLimitIsNamed() {
    expect(Rule.NARROWED_LIMIT, "name", s -> field(s, "name").put("minLength", 2));
    expect(Rule.NARROWED_LIMIT, "name", s -> field(s, "name").put("maxLength", 9));
    expect(Rule.NARROWED_LIMIT, "tags", s -> field(s, "tags").put("maxItems", 1000));
    expect(Rule.NARROWED_LIMIT, "tags", s -> field(s, "tags").put("minItems", 1));
  }

  @Test
  void changedPatternIsNamed() {
    expect(Rule.CHANGED_PATTERN, "name", s -> field(s, "name").put("pattern", "^[a-y]*$"));
    expect(Rule.CHANGED_PATTERN, "id", s -> field(s, "id").put("pattern", "^0"));
  }

  @Test
  void changedFormIsNamed() {
    expect(Rule.CHANGED_FORM, "id", s -> field(s, "id").put("format", "date"));
    expect(Rule.CHANGED_FORM, "name", s -> field(s, "name").put("format", "email"));
  }

  @Test
  void recordThatRefusesNewFieldsIsNamed() {
    expect(Rule.CLOSED, "the record", s -> s.put("additionalProperties", false));
    expect(Rule.CLOSED, "place", s -> field(s, "place").put("additionalProperties", false));
  }

  @Test
  void removedCaseIsNamed() {
    expect(
        Rule.REMOVED_CASE,
        "shape(flat)",
        s -> ((ArrayNode) s.at("/properties/shape/oneOf")).remove(1));
  }

  private static void expect(Rule rule, String at, Consumer<ObjectNode> change) {
    ObjectNode current = tree();
    change.accept(current);
    assertThat(SchemaEvolution.between(tree(), current))
        .extracting(SchemaEvolution.Violation::rule, SchemaEvolution.Violation::field)
        .containsExactly(tuple(rule, at));
  }

  private static ObjectNode field(ObjectNode schema, String name) {
    return object(schema, name.isEmpty() ? "/properties" : "/properties/" + name);
  }

  private static ObjectNode object(ObjectNode schema, String pointer) {
    return (ObjectNode) schema.at(pointer);
  }

  private static ObjectNode tree() {
    try {
      JsonNode tree = Json.mapper().readTree(RELEASED);
      return (ObjectNode) tree;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the sample schema of this test is JSON", e);
    }
  }
}
