package io.mneme.devstack;

import java.nio.file.Path;
import java.util.List;

/** A Redis that keeps nothing on disk: it is a cache, and losing it loses nothing. */
public final class RedisServer implements Server {
  /** Tests take a numbered database each. */
  public static final int DATABASES = 1024;

  private final Site site;
  private final Child child;
  private final int port;

  public RedisServer(Site site) {
    this.site = site;
    this.child = site.child("redis");
    this.port = site.data().ports().of("redis");
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  @Override
  public Child child() {
    return child;
  }

  @Override
  public Probe probe() {
    return Probe.redis(port);
  }

  @Override
  public Launch prepare() {
    Path home = site.data().folder("redis");
    return Launch.of(
        List.of(
            site.project().redisServer().toString(),
            "--bind",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--dir",
            home.toString(),
            "--save",
            "",
            "--appendonly",
            "no",
            "--databases",
            Integer.toString(DATABASES),
            "--maxmemory",
            "256mb",
            "--maxmemory-policy",
            "allkeys-lru",
            "--daemonize",
            "no"),
        home);
  }
}
