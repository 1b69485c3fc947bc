package io.mneme.devstack;

import java.io.IOException;

/** Runs {@code dev-stack/install.sh}, which returns at once when nothing is missing. */
public final class Installer {
  private final Project project;

  public Installer(Project project) {
    this.project = project;
  }

  /**
   * Its progress goes to the standard error of this process.
   *
   * @throws ServerFailed when something is still missing
   */
  public void installWhatIsMissing() {
    try {
      int exit =
          new ProcessBuilder(project.installer().toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start()
              .waitFor();
      if (exit != 0) {
        throw new ServerFailed(
            "dev-stack/install.sh could not install what the dev stack needs (see above).");
      }
    } catch (IOException e) {
      throw new ServerFailed("dev-stack/install.sh could not be run.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailed("The installation was interrupted.");
    }
  }
}
