package io.mneme.platform;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.jackson.ObjectMapperFactory;
import io.mneme.platform.health.Health;
import io.mneme.platform.http.Correlation;
import io.mneme.platform.http.ProblemMapping;
import io.mneme.platform.http.Problems;
import io.mneme.schemas.Json;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Builds what every service has. The only place of the platform that knows the real clock. */
@Factory
final class PlatformWiring {

  @Singleton
  @Primary // the framework has a clock of its own
  InstantSource clock() {
    return InstantSource.system();
  }

  @Singleton
  RandomGenerator random() {
    // one generator for all threads; each call uses the thread's own state
    return () -> ThreadLocalRandom.current().nextLong();
  }

  @Singleton
  Failpoints failpoints() {
    return Failpoints.fromEnvironment();
  }

  @Singleton
  FatalError fatalError() {
    return new ProcessEnd();
  }

  @Singleton
  Surroundings surroundings(
      InstantSource clock,
      RandomGenerator random,
      PrometheusMeterRegistry meters,
      FatalError fatal) {
    return new Surroundings(clock, random, meters, fatal);
  }

  @Singleton
  @Bean(preDestroy = "close")
  PrometheusMeterRegistry meters(@Property(name = "micronaut.application.name") String service) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().commonTags("service", service);
    List<MeterBinder> binders =
        List.of(
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics());
    binders.forEach(binder -> binder.bindTo(registry));
    return registry;
  }

  @Singleton
  @Bean(preDestroy = "close")
  JvmGcMetrics gcMetrics(PrometheusMeterRegistry registry) {
    JvmGcMetrics metrics = new JvmGcMetrics();
    metrics.bindTo(registry);
    return metrics;
  }

  @Singleton
  @Bean(preDestroy = "close")
  Health health(List<Component> components, InstantSource clock) {
    return new Health(components, clock);
  }

  @Singleton
  Correlation correlation(InstantSource clock, RandomGenerator random) {
    return new Correlation(clock, random);
  }

  @Singleton
  Problems problems(List<ProblemMapping> mappings) {
    return new Problems(mappings);
  }

  /** HTTP bodies are written like records and read more strictly: an unknown field is a mistake. */
  @Singleton
  @Replaces(bean = ObjectMapper.class, factory = ObjectMapperFactory.class)
  ObjectMapper objectMapper() {
    return Json.mapper().copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }
}
