package io.mneme.cli.tiers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.cli.client.DataOption;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.console.Shell;
import io.mneme.cli.console.Table;
import io.mneme.schemas.Json;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.TierHoldings;
import io.mneme.storage.tier.TierStore.Holding;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./mneme tiers}: how much lies where. */
@Command(
    name = "tiers",
    mixinStandardHelpOptions = true,
    description = "Show how many memories and bytes lie in each tier, over all tenants.",
    footerHeading = "%nExample:%n",
    footer = "  ./mneme tiers")
public final class TiersCommand implements Callable<Integer> {
  private static final String URL_VARIABLE = "MNEME_POSTGRES_URL";
  private static final String PASSWORD_VARIABLE = "MNEME_POSTGRES_PASSWORD";
  private static final String ROLE = "mneme_mover";

  private final Shell shell;

  @Mixin private final DataOption data = new DataOption();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  TiersCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    Map<Tier, Holding> holdings;
    try (PostgresPool pool = PostgresPool.open(database())) {
      holdings = new TierHoldings(pool).now();
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.println(
          Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json(holdings)));
    } else {
      out.print(text(holdings, shell.columns()));
    }
    out.flush();
    return 0;
  }

  /** The database the environment names, else that of the stack that runs here. */
  private PostgresConfig database() {
    Map<String, String> environment = shell.environment();
    String url = environment.getOrDefault(URL_VARIABLE, "");
    if (!url.isBlank()) {
      return PostgresConfig.of(url, ROLE, environment.getOrDefault(PASSWORD_VARIABLE, "mneme"));
    }
    DevStack stack = DevStack.running(data.folder(), environment);
    return PostgresConfig.of(stack.postgresUrl(), ROLE, stack.postgresPassword());
  }

  static String text(Map<Tier, Holding> holdings, int columnsMax) {
    Table table = new Table("tier", "memories", "bytes");
    for (Tier tier : Tier.values()) {
      Holding holding = holdings.getOrDefault(tier, new Holding(0, 0));
      table.row(
          name(tier),
          String.format(Locale.ROOT, "%,d", holding.memories()),
          String.format(Locale.ROOT, "%,d", holding.bytes()));
    }
    return table.text(columnsMax);
  }

  static ObjectNode json(Map<Tier, Holding> holdings) {
    ObjectNode json = Json.mapper().createObjectNode();
    for (Tier tier : Tier.values()) {
      Holding holding = holdings.getOrDefault(tier, new Holding(0, 0));
      json.putObject(name(tier)).put("memories", holding.memories()).put("bytes", holding.bytes());
    }
    return json;
  }

  private static String name(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }
}
