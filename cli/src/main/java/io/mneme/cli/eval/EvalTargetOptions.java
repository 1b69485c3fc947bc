package io.mneme.cli.eval;

import io.mneme.cli.client.DevStack;
import io.mneme.cli.client.TargetOptions;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Mneme is evaluated. Its key is made for the purpose, and {@code --data} is the file. */
final class EvalTargetOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Which Mneme; default $MNEME_URL, else the one ./mneme up runs here.")
  private @Nullable String url;

  URI url(Map<String, String> environment) {
    return TargetOptions.url(url, environment)
        .orElseGet(() -> DevStack.running(Optional.empty(), environment).target().url());
  }
}
