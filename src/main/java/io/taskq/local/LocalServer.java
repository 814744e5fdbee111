package io.taskq.local;

import java.nio.file.Path;

/**
 * The local broker as it was last seen.
 *
 * @param port where it listens, on the loopback address
 * @param pid its process
 * @param folder where it keeps its data, as an absolute path
 * @param version which Redis it is, such as {@code 7.0.15}
 */
public record LocalServer(int port, long pid, Path folder, String version) {

  /** Its address, of database 0. */
  public String url() {
    return "redis://" + Probe.LOOPBACK + ":" + port + "/0";
  }
}
