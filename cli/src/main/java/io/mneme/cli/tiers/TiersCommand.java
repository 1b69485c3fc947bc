package io.mneme.cli.tiers;

import io.mneme.cli.client.DataOption;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.console.CommandFailed;
import io.mneme.cli.console.Shell;
import io.mneme.schemas.Json;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresTierHistory;
import io.mneme.storage.postgres.TierHoldings;
import io.mneme.storage.tier.TierHistory;
import io.mneme.storage.tier.TierHistory.Noted;
import io.mneme.storage.tier.TierHistory.Share;
import io.mneme.storage.tier.TierStore.Holding;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./mneme tiers}: how much lies where, what it costs, how fast it is read. */
@Command(
    name = "tiers",
    mixinStandardHelpOptions = true,
    description = {
      "Show what lies in each tier, what it costs a month, and how fast it is read.",
      "A tenant's bytes are its part of a tier's rows and indexes, by its number of memories,",
      "and its own objects. Times are of one reader since its start, of all tenants together.",
      "Prices: MNEME_TIER_PRICES=hot=0.50,warm=0.20,cold=0.02, dollars a gigabyte and month."
    },
    footerHeading = "%nExample:%n",
    footer = {"  ./mneme tiers", "  ./mneme tiers --by-tenant", "  ./mneme tiers --plot tiers.svg"})
public final class TiersCommand implements Callable<Integer> {
  private static final String URL_VARIABLE = "MNEME_POSTGRES_URL";
  private static final String PASSWORD_VARIABLE = "MNEME_POSTGRES_PASSWORD";
  private static final String ROLE = "mneme_mover";
  private static final Duration PLOT_BACK = Duration.ofDays(366);
  private static final Duration READER_WAIT_MAX = Duration.ofSeconds(5);

  private final Shell shell;

  @Mixin private final DataOption data = new DataOption();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(names = "--tenant", paramLabel = "T", description = "Only what this tenant holds.")
  private Optional<String> tenant = Optional.empty();

  @Option(names = "--by-tenant", description = "What each tenant holds as well.")
  private boolean byTenant;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Draw the last year, as it was noted hour by hour, as an SVG.")
  private Optional<Path> plot = Optional.empty();

  @Option(
      names = "--reader",
      paramLabel = "URL",
      description = "Whose times are shown; default: the reader of the stack that runs here.")
  private Optional<URI> reader = Optional.empty();

  @Spec private @Nullable CommandSpec spec;

  TiersCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    PriceList prices = prices();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try (PostgresPool pool = PostgresPool.open(database())) {
      TierHistory history = new PostgresTierHistory(pool);
      List<Share> shares = history.now().stream().filter(share -> isShown(share)).toList();
      Map<Tier, Holding> whole = tenant.isPresent() ? sum(shares) : new TierHoldings(pool).now();
      TierTable table = new TierTable(whole, byTenant ? shares : List.of(), readTimes(), prices);
      out.print(json ? pretty(table) : table.text(shell.columns()));
      if (plot.isPresent()) {
        draw(history, shares, prices);
      }
    }
    out.flush();
    return 0;
  }

  private static String pretty(TierTable table) throws IOException {
    return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(table.json())
        + System.lineSeparator();
  }

  private PriceList prices() {
    try {
      return PriceList.of(shell.environment().getOrDefault(PriceList.VARIABLE, ""));
    } catch (IllegalArgumentException impossible) {
      throw new CommandFailed(String.valueOf(impossible.getMessage()));
    }
  }

  private boolean isShown(Share share) {
    return tenant.isEmpty() || tenant.get().equals(share.tenant());
  }

  private static Map<Tier, Holding> sum(List<Share> shares) {
    Map<Tier, Holding> whole = new EnumMap<>(Tier.class);
    shares.forEach(share -> whole.put(share.tier(), share.holding()));
    return whole;
  }

  /** What was noted, and what is held now as its end. */
  private void draw(TierHistory history, List<Share> shares, PriceList prices) throws IOException {
    Instant now = shell.clock().instant();
    List<Noted> noted = new ArrayList<>();
    history.since(now.minus(PLOT_BACK)).stream()
        .filter(note -> isShown(note.share()))
        .forEach(noted::add);
    shares.forEach(share -> noted.add(new Noted(now, share)));
    if (noted.isEmpty()) {
      throw new CommandFailed("Nothing is held, and nothing was: there is nothing to draw.");
    }
    String whose = tenant.map(name -> "of " + name).orElse("of all tenants");
    Files.writeString(
        plot.orElseThrow(), TierPlot.of(noted, prices, "The tiers " + whose + " over time"));
  }

  /** Of a database elsewhere the reader must be named; without one the times are left out. */
  private ReadTimes readTimes() throws InterruptedException {
    Optional<URI> url = reader.or(this::stacksReader);
    if (url.isEmpty()) {
      return ReadTimes.none();
    }
    HttpRequest request =
        HttpRequest.newBuilder(url.get().resolve("/metrics")).timeout(READER_WAIT_MAX).build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(READER_WAIT_MAX).build()) {
      return ReadTimes.of(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException unreachable) {
      PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
      err.println("The reader at " + url.get() + " does not answer; its times are left out.");
      err.flush();
      return ReadTimes.none();
    }
  }

  private Optional<URI> stacksReader() {
    return elsewhere().isPresent()
        ? Optional.empty()
        : Optional.of(DevStack.running(data.folder(), shell.environment()).reader().url());
  }

  private Optional<String> elsewhere() {
    return Optional.of(shell.environment().getOrDefault(URL_VARIABLE, ""))
        .filter(url -> !url.isBlank());
  }

  /** The database the environment names, else that of the stack that runs here. */
  private PostgresConfig database() {
    Map<String, String> environment = shell.environment();
    if (elsewhere().isPresent()) {
      return PostgresConfig.of(
          elsewhere().get(), ROLE, environment.getOrDefault(PASSWORD_VARIABLE, "mneme"));
    }
    DevStack stack = DevStack.running(data.folder(), environment);
    return PostgresConfig.of(stack.postgresUrl(), ROLE, stack.postgresPassword());
  }
}
