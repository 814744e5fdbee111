/**
 * The local broker: a real Redis on this machine that comes by itself where none is named.
 *
 * <p>There is one for each user, whoever starts it; it keeps what it acknowledged through a stop
 * and outlives the command that started it. Knows processes, files and the port, and nothing of
 * queues.
 */
package io.taskq.local;
