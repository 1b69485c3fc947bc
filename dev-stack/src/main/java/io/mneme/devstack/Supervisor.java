package io.mneme.devstack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings a stack up, keeps it up, takes it down: servers side by side, then what has to stand in
 * them, then the services side by side.
 */
public final class Supervisor implements AutoCloseable {
  private static final Duration READY_MAX = Duration.ofSeconds(90);
  private static final int EXIT_KILLED = 128 + 9;

  private final Site site;
  private final Stack stack;
  private final Setup setup;
  private final Progress progress;
  private final long begun = System.nanoTime();
  private final StackFile file;
  private final FileLock lock;
  private final Map<String, StackFile.Component> components = new LinkedHashMap<>();
  private final List<Keeper> keepers = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private ComponentState state = ComponentState.STARTING;
  private @Nullable String problem;
  private double readySeconds;
  private volatile boolean closing;

  /**
   * A stack that is ready.
   *
   * @param url where clients go
   * @param key the development key
   * @param seconds from the beginning to ready
   */
  public record Ready(String url, String key, double seconds) {}

  /**
   * Takes possession of the data folder; ends what a killed supervisor left in it.
   *
   * @throws ServerFailed when a stack runs on it already
   */
  public Supervisor(Site site, Stack.Options options, Setup setup, Progress progress) {
    this.site = site;
    this.setup = setup;
    this.progress = progress;
    this.file = new StackFile(site.data().root());
    this.lock = possess(site.data(), file);
    file.read().ifPresent(left -> new StackEnd(left).endWithoutSupervisor());
    this.stack = new Stack(site, options);
    stack.all().forEach(server -> set(server, ComponentState.STARTING, 0));
    save();
  }

  private static FileLock possess(DataFolder data, StackFile file) {
    Path path = data.folder("run").resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock taken = channel.tryLock();
      if (taken != null) {
        return taken;
      }
      channel.close();
    } catch (OverlappingFileLockException e) {
      // by this very process: the same sentence
    } catch (IOException e) {
      throw new ServerFailed(path + " cannot be locked.", e);
    }
    throw new ServerFailed(
        "A stack is already running on %s%s; ./mneme down ends it."
            .formatted(
                data.root(),
                file.read()
                    .map(other -> " (process " + other.supervisor().pid() + ")")
                    .orElse("")));
  }

  /** Returns when every service says it is ready. */
  public Ready up() {
    try {
      CompletableFuture<String> key = then(bringUp(stack.kafka()), "topics", this::topics);
      CompletableFuture<Server> postgres = bringUp(stack.postgres());
      CompletableFuture<Boolean> schema = then(postgres, "schema", this::schema);
      List<CompletableFuture<Server>> replicas =
          stack.replicas().stream()
              .map(replica -> postgres.thenComposeAsync(_ -> bringUp(replica), threads))
              .toList();
      stack.s3().makeBucket(Stack.BUCKET);
      List<CompletableFuture<?>> first =
          List.of(key, schema, bringUp(stack.redis()), bringUp(stack.s3()));
      awaitAll(first);
      awaitAll(
          Stream.concat(stack.services().stream().map(this::bringUp), replicas.stream()).toList());
      readySeconds = elapsed(begun).toMillis() / 1000.0;
      become(ComponentState.READY, null);
      keep();
      return new Ready(stack.url(), key.join(), readySeconds);
    } catch (ServerFailed e) {
      stack.all().stream()
          .filter(server -> server.child().exitCode().isPresent())
          .forEach(server -> set(server, ComponentState.FAILED, 0));
      become(ComponentState.FAILED, e.sentence());
      throw e;
    }
  }

  private CompletableFuture<Server> bringUp(Server server) {
    return CompletableFuture.supplyAsync(
        () -> {
          long start = System.nanoTime();
          progress.entered(server.name(), ComponentState.STARTING, Duration.ZERO);
          launch(server);
          server.waitReady(READY_MAX);
          set(server, ComponentState.READY, 0);
          progress.entered(server.name(), ComponentState.READY, elapsed(start));
          return server;
        },
        threads);
  }

  private void launch(Server server) {
    server.start();
    if (server instanceof PostgresReplica replica) {
      replica.madeAgain().ifPresent(progress::note);
    }
    if (closing) {
      server.child().kill();
      throw new ServerFailed("The start was interrupted.");
    }
    set(server, ComponentState.STARTING, 0);
    save();
  }

  private <T> CompletableFuture<T> then(
      CompletableFuture<Server> server, String name, Step<T> step) {
    return server.thenApplyAsync(
        ready -> {
          long start = System.nanoTime();
          progress.entered(name, ComponentState.STARTING, Duration.ZERO);
          try {
            T result = step.run();
            progress.entered(name, ComponentState.READY, elapsed(start));
            return result;
          } catch (Exception e) {
            throw new ServerFailed(
                "The " + name + " could not be set up in " + ready.name() + ": " + e.getMessage(),
                ready.child().log());
          }
        },
        threads);
  }

  /** Something to be done in a server that is ready. */
  private interface Step<T> {
    T run() throws Exception;
  }

  private String topics() throws Exception {
    Path kept = site.data().root().resolve("dev-key");
    Optional<String> existing =
        Files.exists(kept) ? Optional.of(Files.readString(kept).strip()) : Optional.empty();
    String key = setup.kafka(stack.kafka().bootstrap(), existing);
    if (!existing.equals(Optional.of(key))) {
      DataFolder.writePrivately(kept, key + "\n");
    }
    return key;
  }

  private Boolean schema() throws Exception {
    setup.postgres(stack.postgres(), stack.addresses().postgres());
    return true;
  }

  /** The first that fails ends the waiting for the others. */
  private static void awaitAll(List<? extends CompletableFuture<?>> futures) {
    CompletableFuture<Void> failure = new CompletableFuture<>();
    CompletableFuture<Void> all =
        CompletableFuture.allOf(
            futures.stream()
                .map(future ->
                    future.whenComplete((ignored, problem) -> {
                      if (problem != null) {
                        failure.completeExceptionally(problem);
                      }
                    }))
                .toArray(CompletableFuture[]::new));
    try {
      CompletableFuture.anyOf(all, failure).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ServerFailed failed) {
        throw failed;
      }
      throw e;
    }
  }

  private void keep() {
    for (Server server : stack.all()) {
      Keeper keeper = new Keeper(server, this::changed);
      keepers.add(keeper);
      threads.execute(keeper::keep);
    }
  }

  private void changed(Server server, ComponentState entered, int restarts, String sentence) {
    if (!closing) {
      set(server, entered, restarts);
      save();
      progress.note(sentence);
    }
  }

  /** Returns when somebody has closed it. */
  public void awaitClosed() throws InterruptedException {
    closed.await();
  }

  private synchronized boolean isReady(Server server) {
    StackFile.Component component = components.get(server.name());
    return component != null && component.state() == ComponentState.READY;
  }

  private synchronized void set(Server server, ComponentState entered, int restarts) {
    boolean started = server.child().isRunning();
    components.put(
        server.name(),
        new StackFile.Component(
            server.name(),
            entered,
            started ? server.child().id() : null,
            Stack.urlOf(server),
            server.child().log().toString(),
            restarts));
  }

  private synchronized void become(ComponentState entered, @Nullable String why) {
    state = entered;
    problem = why;
    save();
  }

  private synchronized void save() {
    file.write(
        new StackFile.Stack(
            state,
            ProcessId.of(ProcessHandle.current().pid()),
            stack.url(),
            problem,
            readySeconds,
            List.copyOf(components.values())));
  }

  /** Ends the services, then the servers, in order; data stay. */
  @Override
  public void close() {
    synchronized (this) {
      if (closing) {
        return;
      }
      closing = true;
    }
    keepers.forEach(Keeper::letGo);
    end(stack.services());
    end(stack.replicas());
    end(stack.backends());
    become(state == ComponentState.FAILED ? state : ComponentState.STOPPED, problem);
    threads.shutdownNow();
    try {
      lock.channel().close();
    } catch (IOException e) {
      progress.note("The lock of the data folder could not be released: " + e.getMessage());
    }
    closed.countDown();
  }

  private void end(List<? extends Server> servers) {
    List<Thread> ends =
        servers.stream()
            .filter(server -> server.child().isRunning())
            .map(server -> Thread.ofVirtual().start(() -> endOne(server)))
            .toList();
    for (Thread one : ends) {
      try {
        one.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void endOne(Server server) {
    long start = System.nanoTime();
    boolean wasReady = isReady(server);
    server.stop();
    boolean inOrder = server.child().exitCode().orElse(EXIT_KILLED) != EXIT_KILLED;
    if (wasReady && inOrder) {
      site.archives().keep(server.name());
    }
    set(server, ComponentState.STOPPED, 0);
    progress.entered(server.name(), ComponentState.STOPPED, elapsed(start));
  }

  private static Duration elapsed(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
