package io.mneme.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SupervisorIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** A temporary folder is closed to all other users: PostgreSQL cannot keep its data in it. */
  @TempDir private Path folder;

  private final Reaper reaper = new Reaper();
  private final List<String> notes = new ArrayList<>();
  private final List<Optional<String>> keysOffered = new ArrayList<>();
  private Project project = new Project(Path.of("/"));

  @BeforeEach
  void build() throws IOException {
    project = FakeProject.in(folder.resolve("project"));
  }

  @AfterEach
  void end() throws IOException {
    reaper.close();
    String elsewhere = "/var/lib/mneme/" + new DataFolder(data(), new Random()).identity();
    DataFolder.deleteTree(Path.of(elsewhere));
    DataFolder.deleteTree(Path.of(elsewhere + "-postgres-replica-1"));
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Supervisor supervisor(Stack.Options options) {
    Setup setup =
        new Setup() {
          @Override
          public String kafka(String bootstrap, Optional<String> existingKey) {
            keysOffered.add(existingKey);
            return existingKey.orElse("the-key");
          }

          @Override
          public void postgres(PostgresServer server, Addresses.Postgres database) {
            assertThat(server.probe().answers()).isTrue();
          }
        };
    Progress progress =
        new Progress() {
          @Override
          public void entered(String component, ComponentState state, Duration after) {}

          @Override
          public synchronized void note(String sentence) {
            notes.add(sentence);
          }
        };
    DataFolder data = new DataFolder(data(), new Random());
    return new Supervisor(new Site(project, data, reaper), options, setup, progress);
  }

  private static Stack.Options plain() {
    return new Stack.Options(OptionalInt.empty(), 2, 0, Map.of());
  }

  @Test
  void a_stack_comes_up_mends_itself_goes_down_and_comes_up_the_same() {
    Map<String, String> urls = new HashMap<>();
    try (Supervisor supervisor = supervisor(plain())) {
      Supervisor.Ready ready = supervisor.up();
      assertThat(ready.key()).isEqualTo("the-key");
      StackStatus status = StackStatus.of(data());
      assertThat(status.state()).isEqualTo(ComponentState.READY);
      assertThat(status.components())
          .hasSize(9)
          .allSatisfy(one -> assertThat(one.state()).isEqualTo(ComponentState.READY))
          .allSatisfy(one -> assertThat(one.rssBytes()).isGreaterThan(1_000_000))
          .extracting(StackStatus.Component::name)
          .contains("memory-writer", "memory-writer-2");
      status.components().forEach(one -> urls.put(one.name(), one.url()));

      ProcessId writer = processOf("memory-writer");
      writer.signal("KILL");

      await(() -> restartsOf("memory-writer") == 1 && isReady("memory-writer"));
      assertThat(processOf("memory-writer")).isNotEqualTo(writer);
    }
    List<ProcessId> first = processes();
    assertThat(first).isEmpty();
    assertThat(StackStatus.of(data()).state()).isEqualTo(ComponentState.STOPPED);

    try (Supervisor supervisor = supervisor(plain())) {
      assertThat(supervisor.up().key()).isEqualTo("the-key");
      StackStatus.of(data())
          .components()
          .forEach(one -> assertThat(one.url()).isEqualTo(urls.get(one.name())));
    }
    assertThat(keysOffered).containsExactly(Optional.empty(), Optional.of("the-key"));
  }

  @Test
  void a_replica_keeps_its_data_until_they_no_longer_fit_the_primary() throws Exception {
    Stack.Options replicated = new Stack.Options(OptionalInt.empty(), 1, 1, Map.of());
    try (Supervisor supervisor = supervisor(replicated)) {
      supervisor.up();
      assertThat(isReady("postgres-replica-1")).isTrue();
    }
    try (Supervisor supervisor = supervisor(replicated)) {
      supervisor.up();
      assertThat(notes).noneMatch(note -> note.contains("anew"));

      processOf("postgres-replica-1").signal("KILL");

      await(() -> restartsOf("postgres-replica-1") == 1 && isReady("postgres-replica-1"));
    }
    try (Reaper none = new Reaper()) {
      DataFolder data = new DataFolder(data(), new Random());
      new PostgresServer(new Site(project, data, none), Durability.DURABLE).deleteData();
    }

    try (Supervisor supervisor = supervisor(replicated)) {
      supervisor.up();
      assertThat(isReady("postgres-replica-1")).isTrue();
    }

    assertThat(notes).anyMatch(note -> note.startsWith("postgres-replica-1 is copied anew"));
    assertThat(processes()).isEmpty();
  }

  @Test
  void two_stacks_do_not_share_a_data_folder() {
    try (Supervisor first = supervisor(plain())) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> supervisor(plain()))
          .isInstanceOf(ServerFailed.class)
          .hasMessageContaining("already running");
    }
  }

  @Test
  void a_service_that_cannot_start_fails_the_way_up_with_its_own_words_and_its_log() {
    Stack.Options failing = new Stack.Options(OptionalInt.empty(), 1, 0, Map.of("FAKE_EXIT", "2"));
    try (Supervisor supervisor = supervisor(failing)) {
      assertThatThrownBy(supervisor::up)
          .isInstanceOf(ServerFailed.class)
          .hasMessageContaining("could not start: it was told so")
          .hasMessageMatching(".*Its log: /.*\\.log");
    }
    assertThat(StackStatus.of(data()).state()).isEqualTo(ComponentState.FAILED);
    assertThat(processes()).isEmpty();
  }

  @Test
  void a_process_that_only_has_a_recorded_pid_is_not_ended() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      ProcessId real = ProcessId.of(stranger.pid());
      ProcessId recycled = new ProcessId(real.pid(), real.startTicks() - 1);
      StackFile.Component component =
          new StackFile.Component("kafka", ComponentState.READY, recycled, "", "", 0);
      new DataFolder(data(), new Random()).folder("run");
      new StackFile(data())
          .write(
              new StackFile.Stack(ComponentState.READY, recycled, "", null, 1, List.of(component)));

      List<String> ended = new StackEnd(new StackFile(data()).read().orElseThrow()).end();

      assertThat(ended).isEmpty();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void what_a_killed_supervisor_left_is_ended() throws Exception {
    Process left = new ProcessBuilder("sleep", "60").start();
    StackFile.Component component =
        new StackFile.Component("kafka", ComponentState.READY, ProcessId.of(left.pid()), "", "", 0);
    new DataFolder(data(), new Random()).folder("run");
    new StackFile(data())
        .write(
            new StackFile.Stack(
                ComponentState.READY, new ProcessId(1, -1), "", null, 1, List.of(component)));

    List<String> ended = new StackEnd(new StackFile(data()).read().orElseThrow()).end();

    assertThat(ended).containsExactly("kafka");
    // it is gone; this JVM, whose child it is, may notice a moment later
    assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private List<ProcessId> processes() {
    return new StackFile(data())
        .read().orElseThrow().components().stream()
            .flatMap(one -> Optional.ofNullable(one.process()).stream())
            .filter(ProcessId::isRunning)
            .toList();
  }

  private StackFile.Component component(String name) {
    return new StackFile(data())
        .read().orElseThrow().components().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
  }

  private ProcessId processOf(String name) {
    return Optional.ofNullable(component(name).process()).orElseThrow();
  }

  private int restartsOf(String name) {
    return component(name).restarts();
  }

  private boolean isReady(String name) {
    return component(name).state() == ComponentState.READY;
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
