package io.mneme.benchmarks.torture.load;

import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.benchmarks.torture.history.Command;
import io.mneme.benchmarks.torture.history.Deed;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/**
 * One application thread of one subject: it sends the next command when the last is acknowledged,
 * asks again with the same key until it is, at the other gateway when one gave nothing, and now and
 * then sends the same again although it was.
 */
final class Client {
  static final List<String> SESSIONS = List.of("s0", "s1");

  private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMillis(250);
  private static final int CONVERSATIONS = 3;
  private static final int HUNDRED = 100;
  private static final int TURNS_OF_HUNDRED = 70;
  private static final int CORRECTIONS_OF_HUNDRED = 82;
  private static final int FORGETTINGS_OF_HUNDRED = 90;
  private static final int ECHOES_OF_HUNDRED = 4;
  private static final int ECHOES = 5;

  private final Subject subject;
  private final Gateways gateways;
  private final RandomGenerator random;
  private final Duration between;
  private final List<UUID> turns = new ArrayList<>();
  private int next;
  private int gateway;

  Client(Subject subject, Gateways gateways, RandomGenerator random, Duration between) {
    this.subject = subject;
    this.gateways = gateways;
    this.random = random;
    this.between = between;
    this.gateway = random.nextInt(gateways.count());
  }

  /** Sends until it is over; what was begun is seen to its end as long as patience lasts. */
  void run(Deadline deadline) throws InterruptedException {
    while (!deadline.isOver()) {
      Command command = command();
      boolean acknowledged = insist(command, deadline);
      if (!acknowledged) {
        return;
      }
      remember(command);
      if (random.nextInt(HUNDRED) < ECHOES_OF_HUNDRED) {
        echo(command);
      }
      Thread.sleep(random.nextLong(between.toMillis() * 2));
    }
  }

  private boolean insist(Command command, Deadline deadline) throws InterruptedException {
    while (!gateways.send(command, gateway).isAcknowledged()) {
      if (deadline.isOutOfPatience()) {
        return false;
      }
      gateway = (gateway + 1) % gateways.count();
      Thread.sleep(BEFORE_ASKING_AGAIN);
    }
    return true;
  }

  /** The same key several times at once, at every gateway. */
  private void echo(Command command) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Attempt>> echoes = new ArrayList<>();
      for (int i = 0; i < ECHOES; i++) {
        int at = i % gateways.count();
        echoes.add(() -> gateways.send(command, at));
      }
      threads.invokeAll(echoes).forEach(Future::resultNow);
    }
  }

  private Command command() {
    int number = next++;
    return new Command(subject, number, subject.user() + "-" + number, deed(number));
  }

  private Deed deed(int number) {
    int die = random.nextInt(HUNDRED);
    if (turns.isEmpty() || die < TURNS_OF_HUNDRED) {
      return new Deed.Turn(
          "c" + random.nextInt(CONVERSATIONS), "I say number %d to you.".formatted(number));
    }
    UUID memory = turns.get(random.nextInt(turns.size()));
    if (die < CORRECTIONS_OF_HUNDRED) {
      return new Deed.Correction(memory, "I meant to say %d.".formatted(number));
    }
    if (die < FORGETTINGS_OF_HUNDRED) {
      return new Deed.Forgetting(memory);
    }
    return new Deed.Session(SESSIONS.get(random.nextInt(SESSIONS.size())), number);
  }

  private void remember(Command command) {
    switch (command.deed()) {
      case Deed.Turn _ -> turns.add(Ids.memory(subject, command.eventId(), 0));
      case Deed.Forgetting(UUID memory) -> turns.remove(memory);
      case Deed.Correction _, Deed.Session _ -> {}
    }
  }
}
