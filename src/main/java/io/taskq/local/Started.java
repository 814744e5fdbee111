package io.taskq.local;

/**
 * A running local broker.
 *
 * @param fresh whether this very call started it
 */
public record Started(LocalServer server, boolean fresh) {}
