package io.mneme.house.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.mneme.house.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compiled classes the rules look at. */
final class Classes {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .importPaths(foldersOfModules().stream().filter(Files::exists).toList());

  private Classes() {}

  /** Every class of every module that has been built, tests left out. */
  static JavaClasses ofTheHouse() {
    return HOUSE;
  }

  /** Classes that break a rule on purpose. */
  static JavaClasses ofFixture(String room) {
    return new ClassFileImporter().importPackages("io.mneme.house.fixture." + room);
  }

  static List<Path> foldersOfModules() {
    return Repository.modules().stream()
        .map(module -> Repository.ROOT.resolve(module).resolve("target/classes"))
        .toList();
  }
}
