package io.mneme.platform;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * How a deployable does one piece of work and ends: the configuration and the objects of its
 * service, without its server and whatever starts with that.
 */
public final class TaskMain {
  /** It was done. */
  public static final int EXIT_DONE = 0;

  private TaskMain() {}

  /** A piece of work. */
  @FunctionalInterface
  public interface Task {
    /**
     * Does it.
     *
     * @return what the process ends with
     */
    int run(ApplicationContext context) throws Exception;
  }

  /** Does it and ends the process. */
  public static void run(String service, Task task) {
    System.exit(run(service, Map.of(), task));
  }

  /** The same inside a test. */
  public static int run(String service, Map<String, Object> properties, Task task) {
    try (ApplicationContext context = ServiceMain.builder(service, properties).start()) {
      ConfigurationCheck.refuseUnknownKeys(context);
      return task.run(context);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ServiceMain.EXIT_FATAL;
    } catch (Exception | LinkageError e) {
      StartFailure failure = StartFailure.of(e);
      System.err.println(service + " could not do it: " + failure.sentence());
      LoggerFactory.getLogger(TaskMain.class).error("could not do it", e);
      return failure.exitCode();
    }
  }
}
