package io.mneme.house.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.house.Yaml;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;

/**
 * Makes one OpenAPI document of those the services' builds wrote. Clients see one URL, so they see
 * one document. What two services describe differently under one name is refused.
 */
final class OpenApiMerge {
  private static final String HEADING =
      """
      # The HTTP interface of Mneme. Written from the controllers by OpenApiTest; edit those.
      """;
  private static final ObjectMapper TREES = new ObjectMapper();
  private static final int LINE_WIDTH = 120;

  private OpenApiMerge() {}

  /** The first document leads: its info, security and servers hold for all. */
  static String merge(List<String> documents) {
    ObjectNode merged = TREES.createObjectNode();
    for (String document : documents) {
      add("", merged, Yaml.parse(document));
    }
    if (!merged.has("servers")) {
      merged.putArray("servers").addObject().put("url", "/").put("description", "this gateway");
    }
    merged.path("paths").forEach(path -> path.forEach(OpenApiMerge::complete));
    return HEADING + write(merged);
  }

  /** What holds for every operation and is tedious to annotate. */
  private static void complete(JsonNode operation) {
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("schema").has("default") && parameter instanceof ObjectNode optional) {
        optional.remove("required");
      }
    }
    for (JsonNode response : operation.path("responses")) {
      if (response.path("description").asText().endsWith(" response")) {
        ((ObjectNode) response).put("description", "the answer");
      }
    }
    if (operation.path("responses") instanceof ObjectNode responses && !responses.has("default")) {
      responses
          .putObject("default")
          .put("description", "a problem, RFC 9457")
          .putObject("content")
          .putObject("application/problem+json")
          .putObject("schema")
          .put("$ref", "#/components/schemas/Problem");
    }
  }

  private static void add(String at, ObjectNode merged, JsonNode document) {
    for (Map.Entry<String, JsonNode> field : document.properties()) {
      String where = at + "/" + field.getKey();
      JsonNode present = merged.get(field.getKey());
      if (present == null) {
        merged.set(field.getKey(), field.getValue().deepCopy());
      } else if (isShared(where) && present instanceof ObjectNode shared) {
        add(where, shared, field.getValue());
      } else if (!present.equals(field.getValue()) && !isOfTheFirst(where)) {
        throw new IllegalStateException(
            where + " is described differently by two services; make them the same");
      }
    }
  }

  /** Groups both documents add to: the paths, the methods of a path, the named components. */
  private static boolean isShared(String where) {
    return where.equals("/paths")
        || where.matches("/paths//[^?]*")
        || where.matches("/components(/[^/]+)?");
  }

  private static boolean isOfTheFirst(String where) {
    return where.matches("/(info|security|servers|openapi|tags)");
  }

  private static String write(JsonNode document) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(LINE_WIDTH);
    options.setSplitLines(true);
    return new org.yaml.snakeyaml.Yaml(options).dump(TREES.convertValue(document, Map.class));
  }
}
