package io.mneme.house.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mneme.cli.MnemeMain;
import io.mneme.house.Repository;
import io.mneme.house.Yaml;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages tell people to do can be done. */
class DocumentationDT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern API_PATH = Pattern.compile("(/v1/[a-z]+)");

  static Stream<Page> pages() {
    return Page.all().stream();
  }

  static Stream<Arguments> commands() {
    return pages()
        .flatMap(page -> page.commands().stream().map(command -> Arguments.of(page, command)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("commands")
  void commandExistsWithItsOptions(Page page, String command) {
    CommandModel model = new CommandModel(MnemeMain.commandLine());

    assertThat(model.mistakes(command)).as("%s says: %s", page, command).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyJsonBlockParses(Page page) throws IOException {
    for (String block : page.blocks("json")) {
      try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(block)) {
        assertThat(values.readAll()).as(block).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyYamlBlockParses(Page page) {
    assertThat(Stream.concat(page.blocks("yaml").stream(), page.blocks("yml").stream()))
        .allSatisfy(block -> assertThatCode(() -> Yaml.parse(block)).doesNotThrowAnyException());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyRelativeLinkResolves(Page page) {
    for (String link : page.relativeLinks()) {
      String[] parts = link.split("#", 2);
      String target = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
      Path file = target.isEmpty() ? page.file() : page.file().resolveSibling(target).normalize();

      assertThat(file).as("%s links to %s", page, link).exists();
      if (parts.length == 2 && Files.isRegularFile(file)) {
        assertThat(new Page(file, Repository.read(file)).anchors())
            .as("%s links to %s", page, link)
            .contains(parts[1]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyPathOfTheHttpInterfaceIsDescribed(Page page) {
    Set<String> described = new TreeSet<>();
    Yaml.parse(Repository.read(Repository.ROOT.resolve("docs/openapi.yaml")))
        .path("paths")
        .fieldNames()
        .forEachRemaining(path -> described.addAll(Repository.findAll(API_PATH, path)));

    assertThat(described).isNotEmpty().containsAll(Repository.findAll(API_PATH, page.text()));
  }

  @Test
  void theReadmeHasCommandsAndTheIndexNamesEveryPage() throws IOException {
    Page readme = page("README.md");
    Page index = page("docs/README.md");

    assertThat(readme.commands()).anyMatch(command -> command.contains("up"));
    try (Stream<Path> docs = Files.list(Repository.ROOT.resolve("docs"))) {
      List<String> names =
          docs.map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("README.md"))
              .toList();
      assertThat(index.relativeLinks()).containsAll(names);
    }
  }

  private static Page page(String name) {
    Path file = Repository.ROOT.resolve(name);
    return new Page(file, Repository.read(file));
  }
}
