package io.mneme.benchmarks.torture.load;

import io.mneme.benchmarks.torture.history.Answer;
import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.benchmarks.torture.history.Command;
import io.mneme.benchmarks.torture.history.Deed;
import io.mneme.benchmarks.torture.history.History;
import io.mneme.benchmarks.torture.history.Look;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Position;
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
import org.jspecify.annotations.Nullable;

/**
 * One application thread of one subject: it sends the next command when the last is acknowledged,
 * asks again with the same key until it is, at the other gateway when one gave nothing, and now and
 * then sends the same again although it was. Before it goes on it looks whether a reader shows what
 * it wrote.
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
  private static final int LOOKS_BACK_OF_HUNDRED = 20;

  private final Subject subject;
  private final Gateways gateways;
  private final Readers readers;
  private final History history;
  private final RandomGenerator random;
  private final Duration between;
  private final List<Said> turns = new ArrayList<>();
  private final List<Said> forgotten = new ArrayList<>();
  private int next;
  private int gateway;

  Client(Subject subject, Load.Fronts fronts, RandomGenerator random, Duration between) {
    this.subject = subject;
    this.gateways = fronts.gateways();
    this.readers = fronts.readers();
    this.history = fronts.history();
    this.random = random;
    this.between = between;
    this.gateway = random.nextInt(gateways.count());
  }

  /** Sends until it is over; what was begun is seen to its end as long as patience lasts. */
  void run(Deadline deadline) throws InterruptedException {
    while (!deadline.isOver()) {
      Command command = command();
      Position position = insist(command, deadline);
      if (position == null) {
        return;
      }
      remember(command);
      look(command, position);
      if (random.nextInt(HUNDRED) < ECHOES_OF_HUNDRED) {
        echo(command);
      }
      Thread.sleep(random.nextLong(between.toMillis() * 2));
    }
  }

  /** Where it stands; null when patience ended before. */
  private @Nullable Position insist(Command command, Deadline deadline)
      throws InterruptedException {
    while (true) {
      Attempt attempt = gateways.send(command, gateway);
      if (attempt.answer() instanceof Answer.Acknowledged(UUID _, Position position)) {
        return position;
      }
      if (deadline.isOutOfPatience()) {
        return null;
      }
      gateway = (gateway + 1) % gateways.count();
      Thread.sleep(BEFORE_ASKING_AGAIN);
    }
  }

  /** At what was just written, and sometimes at what is to be gone. */
  private void look(Command command, Position position) throws InterruptedException {
    switch (command.deed()) {
      case Deed.Turn _ -> look(command, position, turns.getLast());
      case Deed.Correction(UUID memory, String _) -> look(command, position, said(memory));
      case Deed.Forgetting _ -> look(command, position, forgotten.getLast());
      case Deed.Session(String session, int _) -> {
        Readers.Asking asking = asking(position);
        Look.Seen seen = readers.session(asking, session);
        history.add(new Look.AtSession(command, asking.reader(), session, seen));
      }
    }
    if (!forgotten.isEmpty() && random.nextInt(HUNDRED) < LOOKS_BACK_OF_HUNDRED) {
      look(command, position, forgotten.get(random.nextInt(forgotten.size())));
    }
  }

  private void look(Command command, Position position, Said said) throws InterruptedException {
    Readers.Asking asking = asking(position);
    Look.Seen seen =
        random.nextBoolean()
            ? readers.memory(asking, said.memory())
            : readers.recalled(asking, said.number());
    history.add(new Look.AtMemory(command, asking.reader(), said.memory(), seen));
  }

  private Readers.Asking asking(Position position) {
    return new Readers.Asking(random.nextInt(readers.count()), subject.user(), position);
  }

  private Said said(UUID memory) {
    return turns.stream().filter(one -> one.memory().equals(memory)).findFirst().orElseThrow();
  }

  /** A turn: its memory, and the number of its command. */
  private record Said(UUID memory, int number) {}

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
    UUID memory = turns.get(random.nextInt(turns.size())).memory();
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
      case Deed.Turn _ ->
          turns.add(new Said(Ids.memory(subject, command.eventId(), 0), command.number()));
      case Deed.Forgetting(UUID memory) -> {
        Said said = said(memory);
        turns.remove(said);
        forgotten.add(said);
      }
      case Deed.Correction _, Deed.Session _ -> {}
    }
  }
}
