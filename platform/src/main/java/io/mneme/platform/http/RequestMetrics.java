package io.mneme.platform.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests, counted: a time histogram by route and status, a counter by tenant and status. Routes
 * are templates, so a path full of ids is one series.
 */
final class RequestMetrics {
  /** Beyond this many tenants a process counts the rest as one. */
  private static final int TENANTS_MAX = 1_000;

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(35),
    Duration.ofMillis(50),
    Duration.ofMillis(85),
    Duration.ofMillis(150),
    Duration.ofMillis(300),
    Duration.ofSeconds(1),
    Duration.ofSeconds(3),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry meters;
  private final Map<RouteKey, Timer> timers = new ConcurrentHashMap<>();
  private final Map<TenantKey, Counter> tenants = new ConcurrentHashMap<>();

  RequestMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void seen(Request request, Duration took) {
    timers
        .computeIfAbsent(
            new RouteKey(request.method(), request.route(), request.status()), this::timer)
        .record(took);
    TenantKey key = new TenantKey(request.tenant(), request.status());
    TenantKey counted =
        tenants.size() < TENANTS_MAX || tenants.containsKey(key)
            ? key
            : new TenantKey("other", request.status());
    tenants.computeIfAbsent(counted, this::counter).increment();
  }

  private Timer timer(RouteKey key) {
    return Timer.builder("mneme.http.request.duration")
        .description("time to answer a request")
        .tag("method", key.method())
        .tag("route", key.route())
        .tag("status", Integer.toString(key.status()))
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  private Counter counter(TenantKey key) {
    return Counter.builder("mneme.http.requests")
        .description("requests answered")
        .tag("tenant", key.tenant())
        .tag("status", Integer.toString(key.status()))
        .register(meters);
  }

  /**
   * A request that has been answered.
   *
   * @param route its template, for example {@code /v1/memories/{id}}
   */
  record Request(String method, String route, int status, String tenant) {}

  private record RouteKey(String method, String route, int status) {}

  private record TenantKey(String tenant, int status) {}
}
