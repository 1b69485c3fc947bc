package io.mneme.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** One Kafka broker that is its own controller (KRaft). */
public final class KafkaServer implements Server {
  private final Site site;
  private final Child child;
  private final int port;
  private final int controllerPort;

  public KafkaServer(Site site) {
    this.site = site;
    this.child = site.child("kafka");
    this.port = site.data().ports().of("kafka");
    this.controllerPort = site.data().ports().of("kafka-controller");
  }

  /** {@code host:port} for clients. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  @Override
  public Child child() {
    return child;
  }

  @Override
  public Probe probe() {
    return Probe.kafka(port);
  }

  @Override
  public Launch prepare() {
    Path home = site.data().folder("kafka");
    Path properties = home.resolve("server.properties");
    Path logging = home.resolve("log4j2.properties");
    try {
      Files.writeString(properties, properties(home.resolve("data")));
      Files.writeString(logging, LOGGING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!Files.exists(home.resolve("data/meta.properties"))) {
      format(home, properties, logging);
    }
    return java("256m", logging)
        .with("-Xms64m")
        .archive(site.archives(), "kafka")
        .launch(home, site.project().kafkaJars(), "kafka.Kafka", properties.toString());
  }

  /** C1 only: the broker starts twice as fast and takes a third less memory. */
  private static JavaCommand java(String heapMax, Path logging) {
    return new JavaCommand(heapMax)
        .with("-XX:TieredStopAtLevel=1", "-Dlog4j2.configurationFile=" + logging);
  }

  private void format(Path home, Path properties, Path logging) {
    Child formatting = site.child("kafka-format");
    formatting.start(
        java("128m", logging)
            .launch(
                home,
                site.project().kafkaJars(),
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id=" + clusterId(),
                "--config",
                properties.toString()));
    if (formatting.waitForExit(STOP_GRACE.multipliedBy(3)).orElse(-1) != 0) {
      formatting.kill();
      throw new ServerFailed("Kafka's data folder could not be formatted.", formatting.log());
    }
  }

  private String clusterId() {
    byte[] bytes = HexFormat.of().parseHex(site.data().identity());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private String properties(Path data) {
    return String.join(
        "\n",
        List.of(
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
            "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
            "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
            "log.dirs=" + data,
            SETTINGS));
  }

  /**
   * Sized for one node on a laptop; internal topics with few partitions start faster. The session
   * is what a killed broker waits for at its next start, until its former self counts as gone.
   */
  private static final String SETTINGS =
      """
      controller.listener.names=CONTROLLER
      inter.broker.listener.name=PLAINTEXT
      listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
      num.partitions=12
      default.replication.factor=1
      min.insync.replicas=1
      offsets.topic.replication.factor=1
      offsets.topic.num.partitions=8
      transaction.state.log.replication.factor=1
      transaction.state.log.min.isr=1
      transaction.state.log.num.partitions=4
      share.coordinator.state.topic.replication.factor=1
      share.coordinator.state.topic.min.isr=1
      group.initial.rebalance.delay.ms=0
      group.min.session.timeout.ms=1000
      num.network.threads=2
      num.io.threads=4
      broker.session.timeout.ms=3000
      broker.heartbeat.interval.ms=500
      log.cleaner.dedupe.buffer.size=16777216
      auto.create.topics.enable=false
      """;

  private static final String LOGGING =
      """
      status=error
      appender.console.type=Console
      appender.console.name=console
      appender.console.layout.type=PatternLayout
      appender.console.layout.pattern=%d{ISO8601} %-5p %c{1}: %m%n
      rootLogger.level=info
      rootLogger.appenderRef.console.ref=console
      logger.quiet.name=org.apache.kafka.common.config.AbstractConfig
      logger.quiet.level=warn
      """;
}
