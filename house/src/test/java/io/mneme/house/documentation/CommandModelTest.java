package io.mneme.house.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The documentation test finds what it is there to find. */
class CommandModelTest {
  private final CommandModel model = new CommandModel(commands());

  @Test
  void realCommandsAreRight() {
    assertThat(
            List.of(
                "./mneme",
                "./mneme up --detach",
                "./mneme up [--detach] [--port N]",
                "./mneme up --port=8080 # on this port",
                "A=b ./mneme keys create --name \"my key\" | cut -d: -f2",
                "./mneme keys create|list",
                "./mneme up --help"))
        .allSatisfy(line -> assertThat(model.mistakes(line)).isEmpty());
  }

  @Test
  void unknownCommandAndUnknownOptionAreFound() {
    assertThat(model.mistakes("./mneme upp")).containsExactly("upp is no command of mneme");
    assertThat(model.mistakes("./mneme up --demon")).containsExactly("--demon is no option of up");
    assertThat(model.mistakes("./mneme keys destroy"))
        .containsExactly("destroy is no command of keys");
    assertThat(model.mistakes("./mneme keys list --name x"))
        .containsExactly("--name is no option of list");
  }

  private static CommandLine commands() {
    CommandSpec up =
        CommandSpec.create()
            .addOption(OptionSpec.builder("--detach").build())
            .addOption(OptionSpec.builder("--port").arity("1").type(int.class).build());
    CommandSpec create =
        CommandSpec.create()
            .addOption(OptionSpec.builder("--name").arity("1").type(String.class).build());
    CommandSpec keys =
        CommandSpec.create()
            .addSubcommand("create", create)
            .addSubcommand("list", CommandSpec.create());
    return new CommandLine(
        CommandSpec.create().name("mneme").addSubcommand("up", up).addSubcommand("keys", keys));
  }
}
