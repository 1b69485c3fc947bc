package io.mneme.gateway;

import io.mneme.platform.ServiceMain;

/** Starts the gateway. */
public final class GatewayMain {
  public static final String SERVICE = "api-gateway";

  private GatewayMain() {}

  public static void main(String[] args) {
    ServiceMain.run(SERVICE, args);
  }
}
