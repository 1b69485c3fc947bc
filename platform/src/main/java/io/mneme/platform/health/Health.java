package io.mneme.platform.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mneme.platform.Component;
import io.mneme.platform.Component.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** How the service is: what all its components say, asked side by side, each within a second. */
public final class Health implements AutoCloseable {
  private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(1);

  private final List<Component> components;
  private final InstantSource clock;
  private final ExecutorService checks = Executors.newVirtualThreadPerTaskExecutor();

  public Health(List<Component> components, InstantSource clock) {
    this.components = List.copyOf(components);
    this.clock = clock;
  }

  /** Looks now. */
  public Report report() {
    List<CompletableFuture<CheckReport>> running =
        components.stream()
            .map(component ->
                CompletableFuture.supplyAsync(() -> look(component), checks)
                    .completeOnTimeout(
                        late(component), CHECK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS))
            .toList();
    List<CheckReport> reports = running.stream().map(CompletableFuture::join).toList();
    return new Report(Status.worst(reports.stream().map(CheckReport::status).toList()), reports);
  }

  private CheckReport look(Component component) {
    Instant began = clock.instant();
    Check check = component.check();
    long millis = Duration.between(began, clock.instant()).toMillis();
    return new CheckReport(
        component.name(), Status.of(check), check.message(), millis, check.details());
  }

  private static CheckReport late(Component component) {
    return new CheckReport(
        component.name(),
        Status.UNHEALTHY,
        "did not answer within " + CHECK_TIMEOUT.toSeconds() + " s",
        CHECK_TIMEOUT.toMillis(),
        Map.of());
  }

  @Override
  public void close() {
    checks.shutdownNow();
  }

  /** One word for how something is. */
  public enum Status {
    @JsonProperty("healthy")
    HEALTHY,
    @JsonProperty("degraded")
    DEGRADED,
    @JsonProperty("unhealthy")
    UNHEALTHY;

    static Status of(Check check) {
      return switch (check) {
        case Check.Up _ -> HEALTHY;
        case Check.Degraded _ -> DEGRADED;
        case Check.Down _ -> UNHEALTHY;
      };
    }

    static Status worst(List<Status> all) {
      return all.stream().max(Enum::compareTo).orElse(HEALTHY);
    }
  }

  /**
   * How the service is.
   *
   * @param status the worst of its checks
   * @param checks one a component
   */
  public record Report(Status status, List<CheckReport> checks) {
    /** Whether it can do its work, perhaps with less than everything. */
    public boolean isReady() {
      return status != Status.UNHEALTHY;
    }
  }

  /**
   * How one component is.
   *
   * @param name of the component
   * @param status one word
   * @param message one sentence
   * @param latencyMs how long the look took
   * @param details what an operator would want to know
   */
  public record CheckReport(
      String name, Status status, String message, long latencyMs, Map<String, Object> details) {}
}
