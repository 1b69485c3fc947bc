package io.mneme.house.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page that is written from code and kept under version control, so that people can read it. */
final class GeneratedPage {
  /** Set to true, tests write the pages instead of comparing them. */
  private static final boolean UPDATE = Boolean.getBoolean("mneme.docs.update");

  private GeneratedPage() {}

  static void isUpToDate(String page, String generated) throws IOException {
    Path file = Repository.ROOT.resolve(page);
    if (UPDATE) {
      Files.writeString(file, generated);
    }
    assertThat(file)
        .as("%s is written from code: ./mvnw -pl house -am test -Dmneme.docs.update=true", page)
        .hasContent(generated);
  }
}
