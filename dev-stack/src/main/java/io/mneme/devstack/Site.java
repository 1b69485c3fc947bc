package io.mneme.devstack;

/**
 * Where servers run.
 *
 * @param project what is run
 * @param data where it keeps its things
 * @param reaper who ends it when we cannot
 * @param archives how it starts faster the next time
 */
public record Site(Project project, DataFolder data, Reaper reaper, ClassArchives archives) {

  /** For servers that are killed more often than ended. */
  public Site(Project project, DataFolder data, Reaper reaper) {
    this(project, data, reaper, new ClassArchives(project, ClassArchives.Mode.USE));
  }

  Child child(String name) {
    return new Child(name, data.log(name), reaper);
  }
}
