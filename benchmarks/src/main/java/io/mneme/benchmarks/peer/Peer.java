package io.mneme.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A product that does what Mneme does, or a part of it. */
public interface Peer {

  /** Its name, with the version. */
  String name();

  /**
   * Installs it into an empty folder, lets it remember the texts and search them.
   *
   * @throws PeerMissing when it cannot be had here
   */
  PeerAnswers search(Asked asked, Path folder)
      throws PeerMissing, IOException, InterruptedException;

  /**
   * What it is asked.
   *
   * @param store where it remembers
   * @param embedder an OpenAI-compatible endpoint whose vectors cost nothing
   * @param texts of one user
   * @param clients that search at the same time
   * @param seconds they are counted for
   */
  record Asked(
      PeerStore store,
      String embedder,
      List<String> texts,
      List<String> questions,
      int clients,
      int seconds) {}

  /**
   * The PostgreSQL it uses, as somebody who may do everything.
   *
   * @param url {@code jdbc:postgresql://host:port/database}
   */
  record PeerStore(String url, String login, String password) {

    String host() {
      return uri().getHost();
    }

    int port() {
      return uri().getPort();
    }

    /** The same server's database of this name. */
    String urlOf(String database) {
      return "jdbc:postgresql://%s:%d/%s".formatted(host(), port(), database);
    }

    private java.net.URI uri() {
      return java.net.URI.create(url.substring("jdbc:".length()));
    }
  }
}
