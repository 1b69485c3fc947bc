package io.mneme.house.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** What {@code ./mneme} understands, by picocli's own model. */
record CommandModel(CommandLine root) {
  private static final Pattern PLACEHOLDER = Pattern.compile("[A-Z]+|\\.\\.\\.|…");

  /**
   * What is wrong with a command line of a page; empty when nothing is. Understands the synopsis
   * form too: {@code [--flag]}, {@code a|b}.
   */
  List<String> mistakes(String line) {
    List<String> mistakes = new ArrayList<>();
    List<CommandLine> commands = List.of(root);
    for (String word : words(line)) {
      List<CommandLine> next = subcommands(commands, word);
      if (word.startsWith("-")) {
        String option = word.split("=", 2)[0];
        if (commands.stream().noneMatch(command -> knows(command, option))) {
          mistakes.add(option + " is no option of " + commands.getFirst().getCommandName());
        }
      } else if (!next.isEmpty()) {
        commands = next;
      } else if (expectsSubcommand(commands) && !PLACEHOLDER.matcher(word).matches()) {
        mistakes.add(word + " is no command of " + commands.getFirst().getCommandName());
        return mistakes;
      }
    }
    return mistakes;
  }

  private static List<String> words(String line) {
    String command = line.replaceFirst("^.*?\\./mneme", "").split("\\s(#|\\||>|&&|&)(\\s|$)", 2)[0];
    return Pattern.compile("\"[^\"]*\"|'[^']*'|\\S+")
        .matcher(command)
        .results()
        .map(match -> match.group().replaceAll("^\\[|]$", ""))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static List<CommandLine> subcommands(List<CommandLine> commands, String word) {
    List<String> names = List.of(word.split("\\|", -1));
    List<CommandLine> found = new ArrayList<>();
    for (String name : names) {
      for (CommandLine command : commands) {
        CommandLine sub = command.getSubcommands().get(name);
        if (sub != null) {
          found.add(sub);
        }
      }
    }
    return found.size() == names.size() ? found : List.of();
  }

  private static boolean knows(CommandLine command, String option) {
    return option.equals("--help") || command.getCommandSpec().findOption(option) != null;
  }

  private static boolean expectsSubcommand(List<CommandLine> commands) {
    return commands.stream().anyMatch(command -> !command.getSubcommands().isEmpty());
  }
}
