package io.mneme.house.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.ConstructorCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The habits of the code, each with what to do instead. */
final class Habits {
  private static final Pattern EMPTY_NAME =
      Pattern.compile(".*(Util|Utils|Helper|Helpers|Manager|Impl|Base)|Base[A-Z].*");

  private static final Pattern BUILDER = Pattern.compile(".*(Main|Wiring)");

  /** The empty package holds primitive types. */
  private static final Pattern CONTRACT_MATERIAL =
      Pattern.compile(
          "(java|com\\.fasterxml\\.jackson|org\\.jspecify|io\\.mneme\\.schemas)(\\..*)?|");

  private static final Map<String, Set<String>> CLOCKS_AND_DICE =
      Map.ofEntries(
          Map.entry("java.time.Instant", Set.of("now")),
          Map.entry("java.time.LocalDate", Set.of("now")),
          Map.entry("java.time.LocalDateTime", Set.of("now")),
          Map.entry("java.time.OffsetDateTime", Set.of("now")),
          Map.entry("java.time.ZonedDateTime", Set.of("now")),
          Map.entry("java.time.InstantSource", Set.of("system")),
          Map.entry("java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system")),
          Map.entry("java.lang.System", Set.of("currentTimeMillis")),
          Map.entry("java.lang.Math", Set.of("random")),
          Map.entry("java.util.UUID", Set.of("randomUUID")),
          Map.entry("java.util.Random", Set.of("<init>")),
          Map.entry("java.util.SplittableRandom", Set.of("<init>")),
          Map.entry("java.security.SecureRandom", Set.of("<init>")),
          Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
          Map.entry("java.util.random.RandomGenerator", Set.of("getDefault", "of")));

  private Habits() {}

  static ArchRule schemasUseJacksonAndNothingElse(String folder) {
    return noClasses()
        .that()
        .resideInAPackage(folder)
        .should()
        .dependOnClassesThat(
            describe(
                "are neither the JDK nor Jackson",
                (JavaClass type) -> !CONTRACT_MATERIAL.matcher(type.getPackageName()).matches()))
        .because("contracts are read by everybody: they may cost nothing but Jackson");
  }

  static ArchRule sqlLivesInStorage(Exemptions exemptions) {
    return noClasses()
        .that(exemptions.andOutside("io.mneme.storage"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer.hikari..")
        .because("storage is the only room that knows SQL: add a method to one of its ports");
  }

  static ArchRule nothingButTheReaderReadsReplicas() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.mneme.reader..", "io.mneme.storage.read..", "io.mneme.storage.postgres..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.mneme.storage.postgres.PostgresReplica")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.mneme.storage.read.Replica")
        .because("no write is decided from a replica: what decides writes asks the primary");
  }

  static ArchRule redisLivesInStorage(Exemptions exemptions) {
    return noClasses()
        .that(exemptions.andOutside("io.mneme.storage"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.lettuce..")
        .because(
            "storage is the only room that knows Redis keys: add a method to one of its ports");
  }

  static ArchRule consumersLiveInPlatform(Exemptions exemptions) {
    return noClasses()
        .that(exemptions.andOutside("io.mneme.platform"))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.apache.kafka.clients.consumer.KafkaConsumer")
        .because("one class polls and one commits: give platform's ConsumerLoop a BatchHandler");
  }

  static ArchRule timeAndChanceAreInjected(Exemptions exemptions) {
    return noClasses()
        .that(exemptions.predicate().and(DescribedPredicate.not(buildsTheProcess())))
        .should()
        .accessTargetWhere(
            describe("reads a clock or rolls dice", access -> readsClockOrDice(access)))
        .because(
            "a replay must give the same state: take an InstantSource or RandomGenerator in the"
                + " constructor and let the Wiring hand in the real one");
  }

  static ArchRule nothingIsInjectedIntoFields() {
    return noFields()
        .should()
        .beAnnotatedWith("jakarta.inject.Inject")
        .orShould()
        .beAnnotatedWith("javax.inject.Inject")
        .orShould()
        .beAnnotatedWith("io.micronaut.context.annotation.Value")
        .orShould()
        .beAnnotatedWith("io.micronaut.context.annotation.Property")
        .because("objects are complete once constructed: take it in the constructor");
  }

  static ArchRule noLombok() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("lombok..")
        .because("what is compiled is what is read: write a record");
  }

  static ArchRule noReactiveTypes(Exemptions exemptions) {
    return noClasses()
        .that(exemptions.predicate())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("reactor..", "org.reactivestreams..", "io.reactivex..", "rx..")
        .because("code blocks on virtual threads: call and return");
  }

  static ArchRule namesAreNouns() {
    return noClasses()
        .should(
            ArchConditions.have(
                describe(
                    "a name that says nothing (Util, Helper, Manager, Impl, Base)",
                    (JavaClass type) -> EMPTY_NAME.matcher(type.getSimpleName()).matches())))
        .because("look for the noun: what does it hold, or do to what?");
  }

  static ArchRule packagesAreFreeOfCycles(String house, Exemptions exemptions) {
    return SlicesRuleDefinition.slices()
        .matching(house + ".(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(buildsTheProcess(), DescribedPredicate.alwaysTrue())
        .ignoreDependency(
            DescribedPredicate.not(exemptions.predicate()), DescribedPredicate.alwaysTrue())
        .because("a package is read before those that use it: move the shared noun down");
  }

  private static DescribedPredicate<JavaClass> buildsTheProcess() {
    return describe(
        "are a Main or a Wiring",
        type -> BUILDER.matcher(Exemptions.outermost(type).getSimpleName()).matches());
  }

  private static boolean readsClockOrDice(JavaAccess<?> access) {
    Set<String> members = CLOCKS_AND_DICE.get(access.getTargetOwner().getName());
    return members != null
        && members.contains(access.getTarget().getName())
        && !isSeeded(access.getTarget());
  }

  /** A generator made from a given number is as good as injected. */
  private static boolean isSeeded(AccessTarget target) {
    return target instanceof ConstructorCallTarget constructor
        && !constructor.getRawParameterTypes().isEmpty();
  }
}
