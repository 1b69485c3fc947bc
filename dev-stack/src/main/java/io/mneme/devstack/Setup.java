package io.mneme.devstack;

import java.util.Optional;

/**
 * What has to stand in the servers before the services start. Implemented where topics and schema
 * are known; this module only runs processes.
 */
public interface Setup {

  /**
   * Makes the missing topics and, where there is none, the development key.
   *
   * @param existingKey the key kept from before; it counts only if Kafka still has its topic
   * @return the key that is good now
   */
  String kafka(String bootstrap, Optional<String> existingKey) throws Exception;

  /**
   * Makes the database and brings it to the schema of this build.
   *
   * @param database where the services will find it
   */
  void postgres(PostgresServer server, Addresses.Postgres database) throws Exception;
}
