package io.mneme.reader.recall;

import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.platform.Outage;
import io.mneme.reader.guard.Guarded;
import io.mneme.storage.read.ReadStore;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the model a change is being prepared for, so that no question waits for it when the change
 * comes. Whatever fails here costs that wait and nothing else.
 */
public final class ComingModel implements AutoCloseable {
  /** A change takes longer than a look: it embeds everything. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(ComingModel.class);

  private final Guarded<ReadStore> store;
  private final QuestionVectors.Models models;
  private final Thread looking =
      Thread.ofPlatform().daemon().name("coming-model").unstarted(this::run);
  private String failed = "";

  public ComingModel(Guarded<ReadStore> store, QuestionVectors.Models models) {
    this.store = store;
    this.models = models;
  }

  /** Begins to look. */
  public ComingModel start() {
    looking.start();
    return this;
  }

  private void run() {
    while (!looking.isInterrupted()) {
      look();
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        return; // closed
      }
    }
  }

  /** Opens what is coming, unless it is open. */
  void look() {
    Optional<String> coming;
    try {
      coming = store.ask(ReadStore::models).coming();
    } catch (Outage e) {
      LOG.debug("the store cannot say which model comes", e);
      return;
    }
    coming.filter(model -> !model.equals(failed)).ifPresent(this::open);
  }

  private void open(String model) {
    try {
      models.of(model);
    } catch (EmbedderUnavailable e) {
      failed = model;
      LOG.warn("the database is being changed to a model that cannot be had here", e);
    }
  }

  @Override
  public void close() {
    looking.interrupt();
  }
}
