package io.mneme.cli.keys;

import io.mneme.cli.console.Shell;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.keys.Keys;

/** The keys of a Mneme, with the connection they need. */
public final class KeyDesk implements AutoCloseable {
  private final RecordPublisher publisher;
  private final Keys keys;

  /**
   * @param bootstrap of its Kafka
   */
  public KeyDesk(String bootstrap, Shell shell) {
    this.publisher = new RecordPublisher(PublisherConfig.of(bootstrap));
    this.keys = new Keys(bootstrap, publisher, shell.clock(), shell.random());
  }

  public Keys keys() {
    return keys;
  }

  @Override
  public void close() {
    publisher.close();
  }
}
