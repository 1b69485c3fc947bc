package io.mneme.platform.health;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mneme.platform.health.Health.Report;
import io.mneme.platform.health.Health.Status;
import java.util.Map;

/** The health endpoints, for people, load balancers and orchestrators. */
@Controller("/health")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {
  private final Health health;

  HealthController(Health health) {
    this.health = health;
  }

  /** One word: healthy, degraded or unhealthy. 503 when unhealthy. */
  @Get
  HttpResponse<Map<String, Status>> summary() {
    Report report = health.report();
    return answer(report, Map.of("status", report.status()));
  }

  /** Whether the process answers at all; an orchestrator restarts one that does not. */
  @Get("/live")
  Map<String, String> live() {
    return Map.of("status", "live");
  }

  /** Whether requests should come here. */
  @Get("/ready")
  HttpResponse<Map<String, String>> ready() {
    Report report = health.report();
    return answer(report, Map.of("status", report.isReady() ? "ready" : "not ready"));
  }

  /** Each check with its status, message, latency and details. */
  @Get("/detailed")
  HttpResponse<Report> detailed() {
    Report report = health.report();
    return answer(report, report);
  }

  private static <T> HttpResponse<T> answer(Report report, T body) {
    return HttpResponse.<T>status(report.isReady() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(body);
  }
}
