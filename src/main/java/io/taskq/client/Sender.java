package io.taskq.client;

import java.util.Set;

/**
 * Who sends, and what he may.
 *
 * @param host of this machine, for people who look where a message came from
 * @param hide names of arguments that are shown as stars
 * @param mostBytes how long a message may be
 */
public record Sender(String host, Set<String> hide, long mostBytes) {

  public Sender {
    hide = Set.copyOf(hide);
  }
}
