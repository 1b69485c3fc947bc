package io.mneme.platform.kafka;

import io.mneme.platform.Component;
import io.mneme.platform.Outage;
import io.mneme.platform.Surroundings;
import io.mneme.platform.kafka.BatchHandler.LostPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop every consuming service lives in: poll, handle, commit, report, on a thread of its own.
 * It reads one batch ahead, so that a handler can prepare the next while it stores this one.
 *
 * <p>During an {@link Outage} every partition is paused, polling goes on so that the group keeps
 * this worker, and the same records are tried again until they succeed. After a {@link
 * LostPartition} the batch is dropped and the starting points are asked again. Anything else a
 * handler throws is a defect: the loop ends, its check is down and the process with it.
 */
public final class ConsumerLoop implements Component, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(3);

  private final ConsumerLoopConfig config;
  private final BatchHandler handler;
  private final Surroundings surroundings;
  private final Consumer<byte[], byte[]> consumer;
  private final Commits commits;
  private final Poller poller;
  private final LoopReport report;
  private final Thread thread;
  private volatile LoopState state = new LoopState.Created();
  private volatile boolean closing;

  /** A loop that has yet to be started. */
  public ConsumerLoop(
      ConsumerLoopConfig config,
      BatchHandler handler,
      StartingPoints startingPoints,
      Surroundings surroundings) {
    this(config, handler, startingPoints, surroundings, ConsumerLoop::connect);
  }

  ConsumerLoop(
      ConsumerLoopConfig config,
      BatchHandler handler,
      StartingPoints startingPoints,
      Surroundings surroundings,
      Function<Map<String, Object>, Consumer<byte[], byte[]>> clients) {
    this.config = config;
    this.handler = handler;
    this.surroundings = surroundings;
    this.consumer = clients.apply(config.clientSettings());
    this.commits = new Commits(consumer);
    this.poller = new Poller(consumer, startingPoints, commits);
    this.report = new LoopReport(consumer, surroundings.meters(), config.group());
    this.thread = Thread.ofPlatform().name(name()).unstarted(this::run);
  }

  private static Consumer<byte[], byte[]> connect(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Joins the group and begins to read. */
  public ConsumerLoop start() {
    state = new LoopState.Reading();
    thread.start();
    return this;
  }

  private void run() {
    try {
      poller.subscribe(config.topics());
      while (!closing) {
        turn();
      }
      commits.flush();
      state = new LoopState.Closed();
    } catch (WakeupException stopping) {
      commits.flush();
      state = new LoopState.Closed();
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      leave();
    }
  }

  private void turn() {
    place();
    LoopBatch due = poller.poll(config.pollTimeout());
    handler.owns(poller.owned());
    if (!poller.ahead().isEmpty()) {
      handler.prepare(poller.ahead().records());
    } else if (due.isEmpty()) {
      handler.idle();
    }
    Instant began = surroundings.clock().instant();
    LoopBatch handled = handle(due);
    commits.commit(handled);
    report.handled(handled, Duration.between(began, surroundings.clock().instant()));
    report.owns(poller.owned());
  }

  /** New partitions are read only once their starting points are known. */
  private void place() {
    for (int attempt = 0; poller.hasUnplaced() && !closing; attempt++) {
      try {
        poller.place();
        poller.resume();
        state = new LoopState.Reading();
      } catch (Outage outage) {
        waitOut(outage, attempt, LoopBatch.EMPTY);
      }
    }
  }

  /** Returns what was handled: the batch, or nothing once it is no longer ours. */
  private LoopBatch handle(LoopBatch due) {
    LoopBatch batch = due;
    for (int attempt = 0; !batch.isEmpty() && !closing; attempt++) {
      try {
        handler.handle(batch.records());
        if (attempt > 0) {
          LOG.info("{} works again after {} failed attempts", name(), attempt);
          state = new LoopState.Reading();
          poller.resume();
        }
        return batch;
      } catch (Outage outage) {
        waitOut(outage, attempt, batch);
        batch = batch.keep(poller.owned());
      } catch (LostPartition lost) {
        LOG.warn("{} drops a batch: {}", name(), lost.getMessage());
        poller.forgetPlaces();
        return LoopBatch.EMPTY;
      }
    }
    poller.resume();
    return LoopBatch.EMPTY;
  }

  private void waitOut(Outage outage, int attempt, LoopBatch unhandled) {
    Duration delay = config.retry().delayAfter(attempt, surroundings.random());
    state = new LoopState.Waiting(outage, attempt + 1);
    report.outage(outage);
    report.waiting(unhandled);
    LOG.warn("{} waits {} ms: {}", name(), delay.toMillis(), outage.getMessage());
    poller.idle(delay, surroundings.clock());
  }

  private void fail(Throwable cause) {
    LOG.error("{} ends: {}", name(), cause.getMessage(), cause);
    state = new LoopState.Failed(cause);
    surroundings.fatal().end(name(), cause);
  }

  private void leave() {
    try {
      consumer.close(CloseOptions.timeout(LEAVE_TIMEOUT));
    } catch (KafkaException e) {
      LOG.warn("{} left without saying goodbye: {}", name(), e.getMessage());
    }
  }

  /** Finishes the batch in hand, commits it, leaves the group. */
  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      if (!thread.join(CLOSE_TIMEOUT)) {
        LOG.warn("{} did not end within {} s", name(), CLOSE_TIMEOUT.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String name() {
    return "consumer " + config.group();
  }

  @Override
  public Check check() {
    return state.check(Map.of("topics", config.topics(), "lag_records", report.lagTotal()));
  }
}
