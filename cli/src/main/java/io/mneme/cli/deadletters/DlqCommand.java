package io.mneme.cli.deadletters;

import picocli.CommandLine.Command;

/** {@code ./mneme dlq}: records no worker could apply. */
@Command(
    name = "dlq",
    mixinStandardHelpOptions = true,
    subcommands = {DlqListCommand.class, DlqShowCommand.class, DlqRedriveCommand.class},
    description = "List, show and send again the records no worker could apply.",
    footerHeading = "%nExample:%n",
    footer = {"  ./mneme dlq list", "  ./mneme dlq redrive --all --dry-run"})
public final class DlqCommand {}
