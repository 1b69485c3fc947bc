package io.mneme.house.documentation;

import io.mneme.house.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One Markdown page.
 *
 * @param file where it lies
 * @param text its content
 */
record Page(Path file, String text) {
  private static final Pattern FENCE =
      Pattern.compile("(?m)^```([a-z]*)[^\\n]*\\n(.*?)^```", Pattern.DOTALL);
  private static final Pattern INLINE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");

  static List<Page> all() {
    return Repository.pages().stream().map(file -> new Page(file, Repository.read(file))).toList();
  }

  /** Fenced blocks of a language. */
  List<String> blocks(String language) {
    List<String> blocks = new ArrayList<>();
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      if (fence.group(1).equals(language)) {
        blocks.add(fence.group(2));
      }
    }
    return blocks;
  }

  /** Command lines that start with {@code ./mneme}: in shell blocks and in running text. */
  List<String> commands() {
    List<String> commands = new ArrayList<>();
    for (String language : List.of("sh", "bash", "console", "")) {
      for (String block : blocks(language)) {
        block
            .replace("\\\n", " ")
            .lines()
            .map(line -> line.replaceFirst("^\\$ ", "").strip())
            .filter(line -> line.matches("([A-Z_]+=\\S+ )*\\./mneme( .*)?"))
            .forEach(commands::add);
      }
    }
    Repository.findAll(INLINE, FENCE.matcher(text).replaceAll("")).stream()
        .filter(code -> code.startsWith("./mneme ") || code.equals("./mneme"))
        .forEach(commands::add);
    return commands;
  }

  /** Targets of links that are neither an address nor mail. */
  List<String> relativeLinks() {
    return Repository.findAll(LINK, FENCE.matcher(text).replaceAll("")).stream()
        .filter(target -> !target.matches("[a-z]+:.*"))
        .toList();
  }

  /** Anchors its headings give. */
  List<String> anchors() {
    return Repository.findAll(HEADING, FENCE.matcher(text).replaceAll("")).stream()
        .map(heading ->
            heading
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .strip()
                .replace(' ', '-'))
        .toList();
  }

  @Override
  public String toString() {
    return Repository.ROOT.relativize(file).toString();
  }
}
