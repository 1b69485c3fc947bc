package io.mneme.devstack;

/**
 * Where servers run.
 *
 * @param project what is run
 * @param data where it keeps its things
 * @param reaper who ends it when we cannot
 */
public record Site(Project project, DataFolder data, Reaper reaper) {

  Child child(String name) {
    return new Child(name, data.log(name), reaper);
  }
}
