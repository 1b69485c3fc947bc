package io.mneme.platform;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.server.EmbeddedServer;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * How every deployable starts: one context, one server, one sentence when it cannot. Exit codes are
 * public API.
 */
public final class ServiceMain {
  /** It could not start for a reason the sentence names. */
  public static final int EXIT_NOT_STARTED = 1;

  /** Its configuration is wrong; starting it again will not help. */
  public static final int EXIT_CONFIGURATION = 2;

  /** Its port is taken. */
  public static final int EXIT_PORT_IN_USE = 3;

  /** A part of it failed while it ran; starting it again may help. */
  public static final int EXIT_FATAL = 4;

  private static final int BELOW_APPLICATION_YML = -1_000;

  private ServiceMain() {}

  /** Starts a service and returns; its server's threads keep the process alive. */
  public static void run(String service, String... args) {
    try {
      ApplicationContext context = start(service, Map.of(), args);
      context
          .findBean(EmbeddedServer.class)
          .ifPresent(server ->
              LoggerFactory.getLogger(ServiceMain.class)
                  .atInfo()
                  .addKeyValue("duration_ms", uptimeMillis())
                  .log("{} serves at {}", service, server.getURI()));
    } catch (RuntimeException | LinkageError e) {
      StartFailure failure = StartFailure.of(e);
      System.err.println(service + " could not start: " + failure.sentence());
      LoggerFactory.getLogger(ServiceMain.class).error("could not start", e);
      System.exit(failure.exitCode());
    }
  }

  private static long uptimeMillis() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }

  /**
   * The same wiring inside a test: a started context, with these properties before all others.
   *
   * @throws RuntimeException what kept it from starting
   */
  public static ApplicationContext start(
      String service, Map<String, Object> properties, String... args) {
    ApplicationContext context = builder(service, properties, args).start();
    try {
      ConfigurationCheck.refuseUnknownKeys(context);
      context.findBean(EmbeddedServer.class).ifPresent(EmbeddedServer::start);
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(context::close));
      return context;
    } catch (RuntimeException | LinkageError e) {
      context.close();
      throw e;
    }
  }

  /** The configuration and the objects of a service, before anything is started. */
  static ApplicationContextBuilder builder(
      String service, Map<String, Object> properties, String... args) {
    System.setProperty("service.name", service); // every log line carries it, see logback.xml
    return ApplicationContext.builder()
        .banner(false)
        .args(args)
        .deduceEnvironment(false)
        .properties(new HashMap<>(properties))
        .propertySources(
            PropertySource.of("platform", HttpDefaults.of(service), BELOW_APPLICATION_YML));
  }
}
