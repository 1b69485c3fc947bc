package io.mneme.cli.client;

import io.mneme.devstack.ComponentState;
import io.mneme.devstack.Project;
import io.mneme.devstack.ServerFailed;
import io.mneme.devstack.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The stack that {@code ./mneme up} runs on this machine, as its data folder tells of it. */
public final class DevStack {
  /** Names the data folder where {@code --data} does not. */
  public static final String DATA_VARIABLE = "MNEME_DATA";

  private static final String DATA_DEFAULT = ".mneme";
  private static final String NOT_RUNNING =
      "No Mneme is running here: start one with ./mneme up, or name one with MNEME_URL and MNEME_KEY.";

  private final Path data;
  private final StackFile.Stack stack;

  private DevStack(Path data, StackFile.Stack stack) {
    this.data = data;
    this.stack = stack;
  }

  /** The folder that is meant when no option names one. */
  public static Path dataFolder(Optional<Path> chosen, Map<String, String> environment) {
    if (chosen.isPresent()) {
      return chosen.get();
    }
    String named = environment.getOrDefault(DATA_VARIABLE, "");
    return named.isBlank() ? Project.find().root().resolve(DATA_DEFAULT) : Path.of(named);
  }

  /**
   * The stack that runs on this data folder.
   *
   * @throws ServerFailed with the sentence for whoever expected one
   */
  public static DevStack running(Optional<Path> chosen, Map<String, String> environment) {
    Path data;
    try {
      data = dataFolder(chosen, environment);
    } catch (ServerFailed outsideProject) {
      throw new ServerFailed(NOT_RUNNING);
    }
    StackFile.Stack stack =
        new StackFile(data)
            .read()
            .filter(DevStack::isRunning)
            .orElseThrow(() -> new ServerFailed(NOT_RUNNING));
    return new DevStack(data, stack);
  }

  private static boolean isRunning(StackFile.Stack stack) {
    return stack.state() == ComponentState.READY && stack.supervisor().isRunning();
  }

  /** Its gateway, and the development key. */
  public Target target() {
    String url = stack.url();
    if (url == null) {
      throw new ServerFailed(NOT_RUNNING);
    }
    return new Target(java.net.URI.create(url), key());
  }

  private String key() {
    Path file = data.resolve("dev-key");
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ServerFailed("The development key in " + file + " cannot be read.", e);
    }
  }

  /** Its Kafka, {@code host:port}. */
  public String kafkaBootstrap() {
    return component("kafka").url();
  }

  /** Its database, {@code jdbc:postgresql://...}. */
  public String postgresUrl() {
    return component("postgres").url();
  }

  /** Its Redis, {@code redis://host:port}. */
  public String redisUrl() {
    return component("redis").url();
  }

  /** Its reader by itself, with the development key. */
  public Target reader() {
    return new Target(java.net.URI.create(component("memory-reader").url()), key());
  }

  /** The password of the roles the services log in as. */
  public String postgresPassword() {
    return password("postgres-roles");
  }

  /** The password of {@link io.mneme.devstack.PostgresServer#SUPERUSER}. */
  public String postgresSuperuserPassword() {
    return password("postgres-superuser");
  }

  private String password(String name) {
    Path file = data.resolve("run").resolve(name);
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ServerFailed("The database password in " + file + " cannot be read.", e);
    }
  }

  /** Its data folder. */
  public Path data() {
    return data;
  }

  /** What runs in it. */
  public StackFile.Stack stack() {
    return stack;
  }

  private StackFile.Component component(String name) {
    return stack.components().stream()
        .filter(component -> component.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new ServerFailed("The stack in " + data + " has no " + name + "; restart it."));
  }
}
