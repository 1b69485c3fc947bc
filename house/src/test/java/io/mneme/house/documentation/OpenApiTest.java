package io.mneme.house.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.house.Repository;
import io.mneme.house.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** docs/openapi.yaml is what the controllers say, and what is routed. */
class OpenApiTest {
  private static final List<String> SOURCES = List.of("api-gateway", "memory-reader");
  private static final Set<String> VERBS = Set.of("get", "post", "put", "delete", "patch");

  @Test
  void committedDocumentIsTheOneOfTheControllers() throws IOException {
    GeneratedPage.isUpToDate("docs/openapi.yaml", generated());
  }

  @Test
  void everyRouteIsDescribedAndEveryDescriptionIsRouted() throws ReflectiveOperationException {
    assertThat(described()).isEqualTo(Routes.of("api-gateway"));
  }

  @Test
  void everyRouteOfTheReaderIsReachedThroughTheGateway() throws ReflectiveOperationException {
    Set<String> reader = Routes.of("memory-reader");

    assertThat(reader).isNotEmpty();
    assertThat(Routes.of("api-gateway")).containsAll(reader);
  }

  @Test
  void everyOperationIsExplained() {
    JsonNode document = Yaml.parse(generated());

    assertThat(document.at("/components/securitySchemes")).isNotEmpty();
    assertThat(document.path("servers")).isNotEmpty();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .forEach(operation -> {
                  assertThat(operation.path("summary").asText()).as(path.getKey()).isNotBlank();
                  assertThat(operation.path("responses")).isNotEmpty();
                }));
  }

  @Test
  void everyReferenceInTheDocumentResolves() {
    JsonNode document = Yaml.parse(generated());
    document
        .findValuesAsText("$ref")
        .forEach(
            ref -> assertThat(document.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
  }

  @Test
  void mergeTakesMethodsOfOnePathTogetherAndRefusesContradictions() {
    String one =
        "{info: {title: A}, paths: {/a: {get: {summary: x}}}, components: {schemas: {S: {type: string}}}}";
    String two =
        "{info: {title: B}, paths: {/a: {put: {summary: y}}}, components: {schemas: {S: {type: string}}}}";
    String contradicting = "{components: {schemas: {S: {type: integer}}}}";

    JsonNode merged = Yaml.parse(OpenApiMerge.merge(List.of(one, two)));

    assertThat(merged.at("/info/title").asText()).isEqualTo("A");
    assertThat(merged.at("/paths").path("/a").size()).isEqualTo(2);
    assertThatThrownBy(() -> OpenApiMerge.merge(List.of(one, contradicting)))
        .hasMessageContaining("/components/schemas/S");
  }

  private static Set<String> described() {
    Set<String> operations = new TreeSet<>();
    Yaml.parse(generated())
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(verb -> {
                  if (VERBS.contains(verb)) {
                    operations.add(verb.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                  }
                }));
    return operations;
  }

  private static String generated() {
    return OpenApiMerge.merge(SOURCES.stream().map(OpenApiTest::sourceOf).toList());
  }

  private static String sourceOf(String module) {
    Path folder = Repository.ROOT.resolve(module).resolve("target/classes/META-INF/swagger");
    List<Path> files = Repository.builtFiles(folder, ".yml");
    assertThat(files).as("build %s first", module).hasSize(1);
    return Repository.read(files.getFirst());
  }
}
