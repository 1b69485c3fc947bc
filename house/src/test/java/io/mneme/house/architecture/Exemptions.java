package io.mneme.house.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;

/**
 * Classes a rule leaves alone, each by name and with the reason. Classes nested in one, and those
 * the framework generates for it, are left alone too.
 *
 * @param reasons fully qualified class name, or package ending in two dots, to reason
 */
record Exemptions(Map<String, String> reasons) {

  static Exemptions none() {
    return new Exemptions(Map.of());
  }

  /** Every class but these. */
  DescribedPredicate<JavaClass> predicate() {
    return DescribedPredicate.describe(
        "are not exempt by name", type -> !isExempt(type) && !isGenerated(type));
  }

  /** Every class outside a room but these. */
  DescribedPredicate<JavaClass> andOutside(String room) {
    return DescribedPredicate.describe(
        "are outside " + room + " and not exempt by name",
        type ->
            !type.getPackageName().equals(room)
                && !type.getPackageName().startsWith(room + ".")
                && predicate().test(type));
  }

  /** Whether an exemption matches a class that exists. */
  static boolean covers(String exemption, JavaClass type) {
    if (exemption.endsWith("..")) {
      return (type.getPackageName() + ".")
          .startsWith(exemption.substring(0, exemption.length() - 1));
    }
    return outermost(type).getName().equals(exemption);
  }

  static JavaClass outermost(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  private boolean isExempt(JavaClass type) {
    return reasons.keySet().stream().anyMatch(exemption -> covers(exemption, type));
  }

  /** Micronaut writes {@code $Thing$Definition} classes beside ours. */
  static boolean isGenerated(JavaClass type) {
    return type.getName().substring(type.getPackageName().length()).startsWith(".$");
  }
}
