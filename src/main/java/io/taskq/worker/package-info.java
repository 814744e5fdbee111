/**
 * The engine that runs tasks: claims messages for free slots, runs them, settles their ends, and
 * keeps the leases of what runs.
 *
 * <p>Each part is one loop around a step. A worker survives an outage of Redis without losing or
 * doubling what it holds. It knows no library, and nothing of the command line.
 */
package io.taskq.worker;
