/**
 * Runs tasks in child processes, one at a time in each, so that a task can be ended whatever it
 * does: both sides of the pipe between a worker and its children.
 *
 * <p>Parent and child exchange lines of JSON. A child ends when its parent does: its end of the
 * pipe closes then, however the parent died. Knows nothing of queues or leases.
 */
package io.taskq.worker.child;
