package io.mneme.cli.client;

import io.mneme.schemas.memory.MemoryScope;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of every command about the memories of somebody: of a user, or of many. */
public final class OwnerOptions {
  @Option(names = "--user", paramLabel = "U", description = "Whose memories.")
  private @Nullable String user;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description =
          "In place of a user: shared, what every user of the tenant may know; global, what"
              + " everybody may. Default: private, the user's own.")
  private MemoryScope scope = MemoryScope.PRIVATE;

  /**
   * Who is meant.
   *
   * @throws ParameterException when that is nobody, or two
   */
  public Owner owner(CommandLine command) {
    if (scope == MemoryScope.PRIVATE) {
      if (user == null) {
        throw new ParameterException(
            command, "Missing --user U, or --scope shared or global in its place");
      }
      return Owner.user(user);
    }
    if (user != null) {
      throw new ParameterException(
          command,
          "--user does not go with --scope "
              + scope.name().toLowerCase(Locale.ROOT)
              + ", which is of many users");
    }
    return Owner.scope(scope);
  }
}
