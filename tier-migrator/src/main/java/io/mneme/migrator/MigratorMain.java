package io.mneme.migrator;

import io.mneme.platform.ServiceMain;

/** Starts the tier-migrator. */
public final class MigratorMain {
  static final String SERVICE = "tier-migrator";

  private MigratorMain() {}

  public static void main(String[] args) {
    ServiceMain.run(SERVICE, args);
  }
}
