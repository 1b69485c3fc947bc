package io.mneme.cli.keys;

import picocli.CommandLine.Command;

/** {@code ./mneme keys}: who may speak for which tenant. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    subcommands = {KeysCreateCommand.class, KeysListCommand.class, KeysRevokeCommand.class},
    description = "Make, list and revoke API keys. A key names a tenant and what it may do.",
    footerHeading = "%nExample:%n",
    footer = "  ./mneme keys create --tenant acme --name chat-app --scopes ingest,recall")
public final class KeysCommand {}
