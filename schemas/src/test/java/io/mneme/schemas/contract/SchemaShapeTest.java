package io.mneme.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.schemas.contract.Contract.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Schema and record say the same, and the schema says it in words. */
class SchemaShapeTest {
  private static final int DESCRIPTION_LENGTH_MIN = 5;

  static List<Contract> contracts() {
    return Contract.all();
  }

  static Stream<Arguments> fieldsOfGoldenSamples() {
    return Contract.all().stream()
        .flatMap(contract -> contract.golden().stream())
        .flatMap(sample ->
            Samples.fields(sample.json()).stream().map(pointer -> Arguments.of(sample, pointer)));
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void everyFieldIsDescribed(Contract contract) {
    List<String> silent = new ArrayList<>();
    collectSilent(contract.schema(), contract.source("v1.json"), silent);

    assertThat(silent).as("fields without a description that ends as a sentence").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void everyFieldStandsInSomeGoldenSample(Contract contract) {
    Set<String> shown = new TreeSet<>();
    contract.golden().forEach(sample -> shown.addAll(fieldNames(sample.json())));

    assertThat(shown).containsAll(declared(contract.source("v1.json"), new TreeSet<>()));
  }

  @ParameterizedTest(name = "{0} without {1}")
  @MethodSource("fieldsOfGoldenSamples")
  void schemaDemandsAFieldExactlyWhenTheRecordDoes(Sample sample, String pointer) {
    JsonNode without = Samples.without(sample.json(), pointer);

    boolean schemaAccepts = sample.contract().validate(without).isEmpty();
    String refusal = Samples.refusal(sample.contract(), without);

    assertThat(refusal.isEmpty()).as("record says: " + refusal).isEqualTo(schemaAccepts);
    if (!schemaAccepts) {
      assertThat(refusal).contains(pointer.substring(pointer.lastIndexOf('/') + 1));
    }
  }

  private static void collectSilent(String at, JsonNode schema, List<String> silent) {
    String description = schema.path("description").asText();
    if (!schema.has("$ref")
        && (description.length() < DESCRIPTION_LENGTH_MIN || !description.endsWith("."))) {
      silent.add(at);
    }
    for (String group : List.of("properties", "$defs")) {
      for (Map.Entry<String, JsonNode> field : schema.path(group).properties()) {
        collectSilent(at + "." + field.getKey(), field.getValue(), silent);
      }
    }
    if (schema.has("items")) {
      collectSilent(at + "[]", schema.path("items"), silent);
    }
  }

  private static Set<String> declared(JsonNode schema, Set<String> names) {
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      names.add(field.getKey());
      declared(field.getValue(), names);
    }
    schema.path("$defs").forEach(def -> declared(def, names));
    declaredItems(schema, names);
    return names;
  }

  private static void declaredItems(JsonNode schema, Set<String> names) {
    if (schema.has("items")) {
      declared(schema.path("items"), names);
    }
  }

  private static Set<String> fieldNames(JsonNode sample) {
    Set<String> names = new TreeSet<>();
    Samples.fields(sample).forEach(p -> names.add(p.substring(p.lastIndexOf('/') + 1)));
    return names;
  }
}
