package io.mneme.gateway;

import io.micrometer.core.instrument.Gauge;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.mneme.gateway.admission.EventAdmission;
import io.mneme.gateway.docs.ApiDescription;
import io.mneme.gateway.ingest.EventLog;
import io.mneme.gateway.ingest.InFlight;
import io.mneme.gateway.ingest.Ingest;
import io.mneme.gateway.ingest.Verdicts;
import io.mneme.gateway.reads.ReaderClient;
import io.mneme.gateway.reads.ReaderConfig;
import io.mneme.gateway.reads.ReaderVerdicts;
import io.mneme.platform.KafkaConfig;
import io.mneme.platform.Surroundings;
import io.mneme.platform.kafka.KafkaCheck;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.keys.KeyDirectory;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import jakarta.inject.Singleton;

/** Builds every object of the gateway. */
@Factory
@OpenAPIDefinition(
    info =
        @Info(
            title = "Mneme",
            version = "1",
            description =
                "The memory of chat applications. Publish what happens, recall what matters."
                    + " Problems are application/problem+json; every response carries"
                    + " Mneme-Correlation-Id and Mneme-Degradation."),
    security = @SecurityRequirement(name = "key"))
@SecurityScheme(
    name = "key",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "An API key; also accepted as header X-API-Key")
final class GatewayWiring {
  /**
   * A record just over half a batch takes a whole one of the producer's buffer. With twice the room
   * that {@link InFlight} lets be used a send never waits for some.
   */
  private static final int BUFFER_SHARE = 2;

  @Context
  @Bean(preDestroy = "close")
  KeyDirectory keys(KafkaConfig kafka) {
    return new KeyDirectory(kafka.bootstrap()).start();
  }

  @Singleton
  @Bean(preDestroy = "close")
  RecordPublisher publisher(KafkaConfig kafka, GatewayConfig config) {
    return new RecordPublisher(
        new PublisherConfig(
            kafka.bootstrap(),
            BUFFER_SHARE * config.publishBufferBytesMax(),
            config.publishBlockMax(),
            config.publishDeliveryMax(),
            2 * config.bodyBytesMax()));
  }

  @Singleton
  InFlight inFlight(GatewayConfig config, Surroundings surroundings) {
    InFlight inFlight = new InFlight(config.publishBufferBytesMax());
    Gauge.builder("mneme.gateway.in.flight", inFlight, InFlight::bytes)
        .description("events on their way to Kafka that are not acknowledged")
        .baseUnit("bytes")
        .register(surroundings.meters());
    return inFlight;
  }

  @Context
  EventLog log(RecordPublisher publisher, InFlight inFlight) {
    return new EventLog(publisher, inFlight).prepare();
  }

  @Singleton
  @Bean(preDestroy = "close")
  KafkaCheck kafkaCheck(KafkaConfig kafka) {
    return new KafkaCheck(kafka.bootstrap());
  }

  @Singleton
  Ingest ingest(GatewayConfig config, Surroundings surroundings, EventLog log) {
    return new Ingest(
        new EventAdmission(config.admission(), surroundings.clock(), surroundings.random()), log);
  }

  @Singleton
  @Bean(preDestroy = "close")
  ReaderClient reader(ReaderConfig config) {
    return new ReaderClient(config);
  }

  @Singleton
  Verdicts verdicts(ReaderClient reader) {
    return new ReaderVerdicts(reader);
  }

  @Singleton
  ApiDescription apiDescription() {
    return ApiDescription.ofClasspath();
  }
}
