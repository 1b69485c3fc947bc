package io.mneme.platform.http;

import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.mneme.platform.Surroundings;
import io.mneme.schemas.Headers;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The first thing a request meets and the last thing a response passes: gives it its correlation
 * id, logs it in one line, counts it.
 */
@Context // a fault in it must stop startup, not the first request
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class CorrelationFilter {
  private static final Logger LOG = LoggerFactory.getLogger("io.mneme.http");
  private static final int FIRST = -20_000;
  private static final String BEGAN = "mneme.began";
  private static final String HEALTHY_LEVEL = "L0";

  private final Correlation correlation;
  private final Surroundings surroundings;
  private final RequestMetrics metrics;

  CorrelationFilter(Correlation correlation, Surroundings surroundings) {
    this.correlation = correlation;
    this.surroundings = surroundings;
    this.metrics = new RequestMetrics(surroundings.meters());
  }

  @RequestFilter
  @Order(FIRST)
  void begin(HttpRequest<?> request, MutablePropagatedContext context) {
    String presented = request.getHeaders().get(Headers.CORRELATION_ID);
    String id = correlation.accept(presented == null ? "" : presented);
    request.setAttribute(Correlation.ATTRIBUTE, id);
    request.setAttribute(BEGAN, surroundings.clock().instant());
    context.add(new CorrelationContext(id));
  }

  @ResponseFilter
  @Order(FIRST)
  void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
    String id = Correlation.of(request);
    response.header(Headers.CORRELATION_ID, id);
    if (!response.getHeaders().contains(Headers.DEGRADATION)) {
      response.header(Headers.DEGRADATION, HEALTHY_LEVEL);
    }
    Instant now = surroundings.clock().instant();
    Instant began = request.getAttribute(BEGAN, Instant.class).orElse(now);
    RequestMetrics.Request seen =
        new RequestMetrics.Request(
            request.getMethodName(),
            BasicHttpAttributes.getUriTemplate(request).orElse("none"),
            response.code(),
            request
                .getAttribute(CallerBinder.ATTRIBUTE, Caller.class)
                .map(Caller::tenant)
                .orElse("none"));
    Duration took = Duration.between(began, now);
    metrics.seen(seen, took);
    log(seen, id, took);
  }

  private static void log(RequestMetrics.Request seen, String id, Duration took) {
    boolean routine = seen.route().startsWith("/health") || seen.route().equals("/metrics");
    LoggingEventBuilder line = routine ? LOG.atDebug() : LOG.atInfo();
    if (MDC.get(Correlation.MDC_KEY) == null) { // on some threads it is there: never name it twice
      line = line.addKeyValue(Correlation.MDC_KEY, id);
    }
    line.addKeyValue("duration_ms", Math.round(took.toNanos() / 1e3) / 1e3)
        .addKeyValue("status", seen.status())
        .addKeyValue("tenant", seen.tenant())
        .log("{} {} {}", seen.method(), seen.route(), seen.status());
  }
}
