package io.mneme.platform;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.ConfigurationReader;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses to start with a key under {@code mneme.} that no configuration record reads: a misspelt
 * limit must not be silently the default.
 */
public final class ConfigurationCheck {
  private static final String OURS = "mneme.";

  private ConfigurationCheck() {}

  /**
   * Goes on only if every key is one that some record reads.
   *
   * @throws ConfigurationProblem naming the unknown keys and the known ones
   */
  public static void refuseUnknownKeys(ApplicationContext context) {
    Set<String> known = knownKeys(context);
    Set<String> unknown = new TreeSet<>(presentKeys(context));
    unknown.removeIf(key -> known.stream().anyMatch(one -> matches(key, one)));
    if (!unknown.isEmpty()) {
      throw new ConfigurationProblem(
          "configuration key "
              + String.join(", ", unknown)
              + " is not known; known are "
              + String.join(", ", known));
    }
  }

  /** A star stands for the name of one of several records of a kind. */
  private static boolean matches(String key, String known) {
    return key.matches(known.replace(".", "\\.").replace("*", "[^.]+"));
  }

  /** What the configuration records of this service read. */
  public static Set<String> knownKeys(ApplicationContext context) {
    Set<String> known = new TreeSet<>();
    Collection<BeanDefinition<Object>> records =
        context.getBeanDefinitions(
            Argument.OBJECT_ARGUMENT, Qualifiers.byStereotype(ConfigurationReader.class));
    for (BeanDefinition<?> definition : records) {
      for (Argument<?> component : definition.getConstructor().getArguments()) {
        component
            .getAnnotationMetadata()
            .stringValue(Property.class, "name")
            .filter(name -> name.startsWith(OURS))
            .ifPresent(known::add);
      }
    }
    return known;
  }

  /** Environment variables are left out: those of other services look the same. */
  private static Set<String> presentKeys(ApplicationContext context) {
    Set<String> present = new TreeSet<>();
    for (PropertySource source : context.getEnvironment().getPropertySources()) {
      if (source instanceof EnvironmentPropertySource) {
        continue;
      }
      for (String key : source) {
        if (key.startsWith(OURS)) {
          present.add(key);
        }
      }
    }
    return present;
  }
}
