package io.mneme.house;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One setting of an application.yml that has an environment variable.
 *
 * @param key dotted
 * @param variable environment variable
 * @param standard what holds when it is not set
 * @param comment the comment above the key, in one line
 */
public record Setting(String key, String variable, String standard, String comment) {
  private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z0-9-]+):(.*)$");
  private static final Pattern COMMENT = Pattern.compile("^ *# ?(.*)$");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(MNEME_[A-Z0-9_]+):?(.*)}");

  /** Settings of a service in the order of its file. */
  public static List<Setting> of(String module) {
    return parse(Repository.read(Repository.applicationYml(module)));
  }

  static List<Setting> parse(String yml) {
    List<Setting> settings = new ArrayList<>();
    Deque<Level> path = new ArrayDeque<>();
    StringBuilder comment = new StringBuilder();
    for (String line : yml.lines().toList()) {
      Matcher commented = COMMENT.matcher(line);
      Matcher keyed = KEY.matcher(line);
      if (commented.matches()) {
        comment.append(comment.isEmpty() ? "" : " ").append(commented.group(1).strip());
      } else if (keyed.matches()) {
        int indent = keyed.group(1).length();
        while (!path.isEmpty() && path.getLast().indent() >= indent) {
          path.removeLast();
        }
        path.addLast(new Level(indent, keyed.group(2)));
        Matcher placeholder = PLACEHOLDER.matcher(keyed.group(3));
        if (placeholder.find()) {
          settings.add(
              new Setting(
                  String.join(".", path.stream().map(Level::name).toList()),
                  placeholder.group(1),
                  placeholder.group(2).replace("`", ""),
                  comment.toString()));
        }
        comment.setLength(0);
      } else {
        comment.setLength(0);
      }
    }
    return List.copyOf(settings);
  }

  private record Level(int indent, String name) {}
}
