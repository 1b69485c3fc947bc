package io.mneme.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An object store that speaks S3 and keeps objects as files (S3Proxy). */
public final class S3Server implements Server {
  public static final String ACCESS_KEY = "mneme";

  static final String SECRET = "s3-secret";

  private final Site site;
  private final Child child;
  private final int port;

  public S3Server(Site site) {
    this.site = site;
    this.child = site.child("s3");
    this.port = site.data().ports().of("s3");
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public String secretKey() {
    return site.data().secret(SECRET);
  }

  /** Makes a bucket: to this store a bucket is a folder. */
  public void makeBucket(String name) {
    site.data().folder("s3/buckets/" + name);
  }

  @Override
  public Child child() {
    return child;
  }

  @Override
  public Probe probe() {
    return Probe.http(endpoint());
  }

  @Override
  public Launch prepare() {
    Path home = site.data().folder("s3");
    Path configuration = home.resolve("s3proxy.conf");
    DataFolder.writePrivately(
        configuration,
        """
        s3proxy.endpoint=%s
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        jclouds.identity=unused
        jclouds.credential=unused
        """
            .formatted(endpoint(), ACCESS_KEY, secretKey(), site.data().folder("s3/buckets")));
    return new JavaCommand("128m")
        .with("-XX:TieredStopAtLevel=1", "-DLOG_LEVEL=warn")
        .archive(site.archives(), "s3")
        .launch(
            home,
            List.of(site.project().s3proxyJar()),
            "org.gaul.s3proxy.Main",
            "--properties",
            configuration.toString());
  }

  /** What lies in a bucket, for tests that look behind the protocol. */
  public List<Path> filesOf(String bucket) {
    try (var files = Files.walk(site.data().folder("s3/buckets/" + bucket))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
