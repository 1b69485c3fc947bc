package io.mneme.devstack;

import java.net.URI;
import java.util.Map;

/** One deployable of Mneme as it is deployed: its jar and its libraries in a JVM of its own. */
public final class ServiceProcess implements Server {
  /**
   * The optimising compiler waits for four times the usual number of calls: a start then costs a
   * third less CPU, and the speed reached in the end is the same.
   */
  private static final String PATIENT_COMPILER = "-XX:CompileThresholdScaling=4";

  private final Site site;
  private final Deployable deployable;
  private final Child child;
  private final Map<String, String> environment;
  private final int port;

  /**
   * @param name of its log and its folder; its module's, unless several of one run
   * @param port where it serves HTTP; passed as {@code MNEME_HTTP_PORT}
   * @param environment its configuration
   */
  public ServiceProcess(
      Site site, Deployable deployable, String name, int port, Map<String, String> environment) {
    this.site = site;
    this.deployable = deployable;
    this.child = site.child(name);
    this.port = port;
    this.environment = Map.copyOf(environment);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  @Override
  public Child child() {
    return child;
  }

  /** Ready by its own account, not only listening. */
  @Override
  public Probe probe() {
    return Probe.http(url().resolve("/health/ready"));
  }

  @Override
  public Launch prepare() {
    return new JavaCommand(deployable.heapMax())
        .with(PATIENT_COMPILER)
        .with(deployable.javaOptions().toArray(String[]::new))
        .archive(site.archives(), deployable.module())
        .environment(environment)
        .environment(Map.of("MNEME_HTTP_PORT", Integer.toString(port)))
        .launch(
            site.data().folder(name()),
            site.project().deployableJars(deployable.module()),
            deployable.mainClass());
  }
}
