package io.mneme.cli.client;

import io.mneme.cli.console.CommandFailed;
import io.mneme.cli.console.Shell;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that speaks HTTP: which Mneme, and with which key. */
public final class TargetOptions {
  public static final String URL_VARIABLE = "MNEME_URL";
  public static final String KEY_VARIABLE = "MNEME_KEY";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Which Mneme; default $MNEME_URL, else the one ./mneme up runs here.")
  private @Nullable String url;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "API key; default $MNEME_KEY, else the development key of ./mneme up.")
  private @Nullable String key;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of the stack that runs here; default $MNEME_DATA, else .mneme.")
  private @Nullable Path data;

  /** The Mneme that is meant. */
  public Target target(Map<String, String> environment) {
    Optional<URI> namedUrl = url(url, environment);
    Optional<String> namedKey = named(key, environment, KEY_VARIABLE);
    if (namedUrl.isPresent()) {
      return new Target(
          namedUrl.get(),
          namedKey.orElseThrow(() ->
              new CommandFailed(
                  "There is no API key for %s: give --key or set MNEME_KEY; ./mneme keys create makes one."
                      .formatted(namedUrl.get()))));
    }
    Target running = DevStack.running(Optional.ofNullable(data), environment).target();
    return new Target(running.url(), namedKey.orElse(running.key()));
  }

  /**
   * Speaks to it, and tries again what may pass.
   *
   * @throws CommandFailed when nothing says where it is
   */
  public MnemeClient client(Shell shell) {
    return new MnemeClient(target(shell.environment()), RetryPolicy.standard(shell.random()));
  }

  /** The address an option or the environment names. */
  public static Optional<URI> url(@Nullable String option, Map<String, String> environment) {
    return named(option, environment, URL_VARIABLE).map(TargetOptions::address);
  }

  private static URI address(String text) {
    try {
      URI address = URI.create(text);
      if (address.getHost() != null && String.valueOf(address.getScheme()).startsWith("http")) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // the same sentence
    }
    throw new CommandFailed(
        "\"" + text + "\" is no address of a Mneme; it looks like http://127.0.0.1:8080.");
  }

  static Optional<String> named(
      @Nullable String option, Map<String, String> environment, String variable) {
    if (option != null) {
      return Optional.of(option);
    }
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  /** The data folder that was named, if one was. */
  public Optional<Path> data() {
    return Optional.ofNullable(data);
  }
}
