package io.mneme.devstack;

import java.util.List;

/** The four services, as the build leaves them and as they are started. */
public enum Deployable {
  GATEWAY("api-gateway", "io.mneme.gateway.GatewayMain", "256m", "mneme_reader"),
  WRITER("memory-writer", "io.mneme.writer.WriterMain", "512m", "mneme_writer"),
  READER("memory-reader", "io.mneme.reader.ReaderMain", "512m", "mneme_reader"),
  MIGRATOR("tier-migrator", "io.mneme.migrator.MigratorMain", "384m", "mneme_mover");

  private final String module;
  private final String mainClass;
  private final String heapMax;
  private final String databaseUser;

  Deployable(String module, String mainClass, String heapMax, String databaseUser) {
    this.module = module;
    this.mainClass = mainClass;
    this.heapMax = heapMax;
    this.databaseUser = databaseUser;
  }

  /** Its module, and its name in logs and in status. */
  public String module() {
    return module;
  }

  String mainClass() {
    return mainClass;
  }

  /** The reader compares vectors with the CPU's wide instructions. */
  List<String> javaOptions() {
    return this == READER ? List.of("--add-modules=jdk.incubator.vector") : List.of();
  }

  String heapMax() {
    return heapMax;
  }

  /** Whom it logs in to PostgreSQL as. */
  public String databaseUser() {
    return databaseUser;
  }
}
