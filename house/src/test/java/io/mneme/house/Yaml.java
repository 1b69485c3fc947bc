package io.mneme.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML as Compose and Micronaut read it, anchors and merge keys resolved. */
public final class Yaml {
  private static final ObjectMapper TREES = new ObjectMapper();

  private Yaml() {}

  public static JsonNode parse(String text) {
    Object loaded =
        new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    return TREES.valueToTree(loaded);
  }
}
