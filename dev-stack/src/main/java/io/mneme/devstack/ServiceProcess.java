package io.mneme.devstack;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One deployable of Mneme as it is deployed: its jar and its libraries in a JVM of its own. */
public final class ServiceProcess implements Server {
  private final Site site;
  private final Spec spec;
  private final Child child;
  private final Map<String, String> environment;
  private final int port;

  /**
   * What to run.
   *
   * @param module for example {@code memory-writer}; also the name of its log and of its port
   * @param mainClass its entry
   * @param heapMax for example {@code 256m}
   * @param javaOptions more options for its JVM
   */
  public record Spec(String module, String mainClass, String heapMax, List<String> javaOptions) {}

  /**
   * @param port where it serves HTTP; passed as {@code MNEME_HTTP_PORT}
   * @param environment its configuration
   */
  public ServiceProcess(Site site, Spec spec, int port, Map<String, String> environment) {
    this.site = site;
    this.spec = spec;
    this.child = site.child(spec.module());
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
    Path home = site.data().folder(spec.module());
    Map<String, String> variables = new java.util.HashMap<>(environment);
    variables.put("MNEME_HTTP_PORT", Integer.toString(port));
    return new Launch(
        new JavaCommand(spec.heapMax())
            .with(spec.javaOptions())
            .run(site.project().deployableJars(spec.module()), spec.mainClass()),
        variables,
        home,
        "TERM");
  }
}
