package io.mneme.reader;

import io.mneme.platform.ServiceMain;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

/** Starts the reader. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Mneme reads",
            version = "1",
            description = "Recall, context, memories, conversations and sessions."))
public final class ReaderMain {
  public static final String SERVICE = "memory-reader";

  private ReaderMain() {}

  public static void main(String[] args) {
    ServiceMain.run(SERVICE, args);
  }
}
