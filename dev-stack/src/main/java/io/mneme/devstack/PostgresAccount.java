package io.mneme.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who runs PostgreSQL: it refuses root, so root runs it as the user {@code postgres}. */
final class PostgresAccount {
  private static final String NAME = "postgres";
  private final boolean root;

  private PostgresAccount(boolean root) {
    this.root = root;
  }

  /** The account for a process of this one's user. */
  static PostgresAccount current() {
    try {
      return new PostgresAccount(
          Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(Integer.valueOf(0)));
    } catch (IOException | UnsupportedOperationException e) {
      return new PostgresAccount(false);
    }
  }

  /** The command as that user runs it; the process stays the same, no parent stays behind. */
  List<String> command(List<String> command) {
    if (!root) {
      return command;
    }
    List<String> words = new ArrayList<>();
    words.addAll(List.of("setpriv", "--reuid=" + NAME, "--regid=" + NAME, "--init-groups"));
    words.addAll(command);
    return words;
  }

  /**
   * A PostgreSQL of that user's. INT is "fast": it does not wait for clients and still writes its
   * checkpoint.
   */
  Launch launch(List<String> command) {
    return new Launch(command(command), Map.of(), Path.of("/"), "INT");
  }

  /** Gives the file to that user. */
  void own(Path path) {
    if (!root) {
      return;
    }
    try {
      UserPrincipal owner =
          path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NAME);
      Files.setOwner(path, owner);
    } catch (IOException e) {
      throw new ServerFailed("The user postgres cannot be given " + path + ".", e);
    }
  }

  /** A folder only that user can look into, made when it is not there. */
  Path privateFolder(Path path) {
    try {
      Files.createDirectories(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new ServerFailed("The folder " + path + " cannot be made.", e);
    }
    own(path);
    return path;
  }

  /** Whether that user can reach the folder, through all the folders above it. */
  boolean canWrite(Path folder) {
    if (!root) {
      return Files.isWritable(folder);
    }
    try {
      return new ProcessBuilder(command(List.of("test", "-w", folder.toString())))
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      throw new ServerFailed("The program setpriv (util-linux) is missing.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
