package io.mneme.cli.deadletters;

import io.mneme.cli.console.CommandFailed;
import io.mneme.schemas.Position;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the id of a dead letter, {@code partition:offset}. */
final class LetterIdConverter implements ITypeConverter<Position> {

  @Override
  public Position convert(String text) {
    try {
      return Position.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "\"" + text + "\" is no id of a dead letter; one looks like 3:17");
    }
  }

  static CommandFailed noSuchLetter(Position id) {
    return new CommandFailed(
        "There is no dead letter " + id + "; ./mneme dlq list shows those there are.");
  }
}
