package io.mneme.house.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and methods end before a reader does. */
class SourceLengthArchTest {
  private static final int FILE_LINES_MAX = 400;
  private static final int METHOD_LINES_MAX = 70;

  @Test
  void everyFileAndMethodIsShortEnough() throws IOException {
    List<JavaSource> sources = JavaSource.parse(Repository.javaSources());

    assertThat(sources).as("the house has sources").hasSizeGreaterThan(50);
    assertThat(tooLong(sources)).isEmpty();
  }

  @Test
  void longFileAndLongMethodAreFound(@TempDir Path folder) throws IOException {
    Path longMethod = folder.resolve("Saga.java");
    Files.writeString(
        longMethod, "class Saga {\n  void tell() {\n" + "    int verse;\n".repeat(69) + "  }\n}\n");
    Path longFile = folder.resolve("Scroll.java");
    Files.writeString(longFile, "class Scroll {\n" + "  // on and on\n".repeat(399) + "}\n");

    assertThat(tooLong(JavaSource.parse(List.of(longMethod, longFile))))
        .hasSize(2)
        .anySatisfy(finding -> assertThat(finding).contains("Saga.java", "tell", "71 lines"))
        .anySatisfy(finding -> assertThat(finding).contains("Scroll.java", "401 lines"));
  }

  @Test
  void limitItselfIsAllowed(@TempDir Path folder) throws IOException {
    Path longest = folder.resolve("Saga.java");
    Files.writeString(
        longest, "class Saga {\n  void tell() {\n" + "    int verse;\n".repeat(68) + "  }\n}\n");

    assertThat(tooLong(JavaSource.parse(List.of(longest)))).isEmpty();
  }

  private static List<String> tooLong(List<JavaSource> sources) {
    List<String> findings = new ArrayList<>();
    for (JavaSource source : sources) {
      if (source.lines() > FILE_LINES_MAX) {
        findings.add(
            "%s has %d lines; find the second noun in it and give it a file"
                .formatted(source.file(), source.lines()));
      }
      for (JavaSource.Method method : source.methods()) {
        if (method.lines() > METHOD_LINES_MAX) {
          findings.add(
              "%s: %s has %d lines; name its steps and make each a method"
                  .formatted(source.file(), method.name(), method.lines()));
        }
      }
    }
    return findings;
  }
}
