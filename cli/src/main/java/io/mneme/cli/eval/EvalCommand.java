package io.mneme.cli.eval;

import picocli.CommandLine.Command;

/** {@code ./mneme eval}: what is measured. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    subcommands = EvalRecallCommand.class,
    description = "Measure how good Mneme is on data of yours.",
    footerHeading = "%nExample:%n",
    footer = "  ./mneme eval recall --data locomo10.json --format locomo")
public final class EvalCommand {}
