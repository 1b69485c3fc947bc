package io.mneme.schemas.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares a schema with its released copy and names every promise the new one breaks. A schema
 * only grows: new optional fields, new enum values, new cases; nothing a released reader relies on
 * goes away, and nothing a released record contains is refused.
 */
final class SchemaEvolution {
  private static final List<String> LOWER_LIMITS =
      List.of("minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties");
  private static final List<String> UPPER_LIMITS =
      List.of("maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties");
  private static final List<String> FIXED =
      List.of("pattern", "format", "const", "contentEncoding", "uniqueItems", "multipleOf");

  private final JsonNode releasedRoot;
  private final JsonNode currentRoot;
  private final List<Violation> violations = new ArrayList<>();

  private SchemaEvolution(JsonNode releasedRoot, JsonNode currentRoot) {
    this.releasedRoot = releasedRoot;
    this.currentRoot = currentRoot;
  }

  /** Every broken promise, in the order of the released schema; empty when it only grew. */
  static List<Violation> between(JsonNode released, JsonNode current) {
    SchemaEvolution evolution = new SchemaEvolution(released, current);
    evolution.compare("", released, current);
    return List.copyOf(evolution.violations);
  }

  private void compare(String at, JsonNode releasedOrRef, JsonNode currentOrRef) {
    JsonNode released = resolved(releasedRoot, releasedOrRef);
    JsonNode current = resolved(currentRoot, currentOrRef);
    compareTypes(at, released, current);
    compareRequired(at, released, current);
    compareEnums(at, released, current);
    compareLimits(at, released, current);
    compareFixed(at, released, current);
    compareOpenness(at, released, current);
    compareFields(at, released, current);
    compareCases(at, released, current);
    if (released.has("items")) {
      compare(at + "[]", released.path("items"), current.path("items"));
    }
  }

  private void compareTypes(String at, JsonNode released, JsonNode current) {
    if (!words(released.path("type")).equals(words(current.path("type")))) {
      broken(Rule.CHANGED_TYPE, at, released.path("type") + " became " + current.path("type"));
    }
  }

  private void compareRequired(String at, JsonNode released, JsonNode current) {
    Set<String> before = words(released.path("required"));
    Set<String> now = words(current.path("required"));
    for (String field : now) {
      if (!before.contains(field)) {
        broken(Rule.NEWLY_REQUIRED, below(at, field), "released records may lack it");
      }
    }
    for (String field : before) {
      if (!now.contains(field)) {
        broken(Rule.NO_LONGER_REQUIRED, below(at, field), "released readers rely on it");
      }
    }
  }

  private void compareEnums(String at, JsonNode released, JsonNode current) {
    if (!released.has("enum")) {
      if (current.has("enum")) {
        broken(Rule.NARROWED_ENUM, at, "any value was good, now only " + current.path("enum"));
      }
      return;
    }
    Set<String> now = words(current.path("enum"));
    for (String value : words(released.path("enum"))) {
      if (current.has("enum") && !now.contains(value)) {
        broken(Rule.REMOVED_ENUM_VALUE, at, value + " is gone");
      }
    }
  }

  private void compareLimits(String at, JsonNode released, JsonNode current) {
    for (String limit : LOWER_LIMITS) {
      if (current.has(limit)
          && (!released.has(limit)
              || current.path(limit).asDouble() > released.path(limit).asDouble())) {
        broken(Rule.NARROWED_LIMIT, at, limit + " rose to " + current.path(limit));
      }
    }
    for (String limit : UPPER_LIMITS) {
      if (current.has(limit)
          && (!released.has(limit)
              || current.path(limit).asDouble() < released.path(limit).asDouble())) {
        broken(Rule.NARROWED_LIMIT, at, limit + " fell to " + current.path(limit));
      }
    }
  }

  private void compareFixed(String at, JsonNode released, JsonNode current) {
    for (String keyword : FIXED) {
      if (!released.path(keyword).equals(current.path(keyword))) {
        Rule rule = keyword.equals("pattern") ? Rule.CHANGED_PATTERN : Rule.CHANGED_FORM;
        String before = released.has(keyword) ? released.path(keyword).toString() : "nothing";
        broken(rule, at, keyword + " was " + before + ", is " + current.path(keyword));
      }
    }
  }

  private void compareOpenness(String at, JsonNode released, JsonNode current) {
    boolean wasOpen = released.path("additionalProperties").asBoolean(true);
    if (wasOpen && !current.path("additionalProperties").asBoolean(true)) {
      broken(Rule.CLOSED, at, "a newer writer's fields would be refused");
    }
  }

  private void compareFields(String at, JsonNode released, JsonNode current) {
    for (Map.Entry<String, JsonNode> field : released.path("properties").properties()) {
      JsonNode now = current.path("properties").path(field.getKey());
      if (now.isMissingNode()) {
        broken(Rule.REMOVED_FIELD, below(at, field.getKey()), "released readers look for it");
      } else {
        compare(below(at, field.getKey()), field.getValue(), now);
      }
    }
  }

  private void compareCases(String at, JsonNode released, JsonNode current) {
    Map<String, JsonNode> now = cases(currentRoot, current);
    for (Map.Entry<String, JsonNode> before : cases(releasedRoot, released).entrySet()) {
      String caseAt = at + "(" + before.getKey() + ")";
      JsonNode successor = now.get(before.getKey());
      if (successor == null) {
        broken(Rule.REMOVED_CASE, caseAt, "the log holds records of it");
      } else {
        compare(caseAt, before.getValue(), successor);
      }
    }
  }

  private static Map<String, JsonNode> cases(JsonNode root, JsonNode schema) {
    Map<String, JsonNode> cases = new LinkedHashMap<>();
    for (JsonNode branch : schema.path("oneOf")) {
      JsonNode resolved = resolved(root, branch);
      cases.put(resolved.at("/properties/type/const").asText(), resolved);
    }
    return cases;
  }

  private static JsonNode resolved(JsonNode root, JsonNode schema) {
    String ref = schema.path("$ref").asText();
    return ref.startsWith("#/") ? root.at(ref.substring(1)) : schema;
  }

  private static Set<String> words(JsonNode textOrList) {
    Set<String> words = new TreeSet<>();
    if (textOrList.isTextual()) {
      words.add(textOrList.asText());
    }
    textOrList.forEach(word -> words.add(word.asText()));
    return words;
  }

  private static String below(String at, String field) {
    return at.isEmpty() ? field : at + "." + field;
  }

  private void broken(Rule rule, String at, String detail) {
    violations.add(new Violation(rule, at.isEmpty() ? "the record" : at, detail));
  }

  /** What a schema may not do. */
  enum Rule {
    REMOVED_FIELD,
    CHANGED_TYPE,
    NEWLY_REQUIRED,
    NO_LONGER_REQUIRED,
    NARROWED_ENUM,
    REMOVED_ENUM_VALUE,
    NARROWED_LIMIT,
    CHANGED_PATTERN,
    CHANGED_FORM,
    CLOSED,
    REMOVED_CASE
  }

  /**
   * One broken promise.
   *
   * @param rule which
   * @param field where, as a dotted path
   * @param detail what happened to it
   */
  record Violation(Rule rule, String field, String detail) {}
}
