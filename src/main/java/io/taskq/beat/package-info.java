/**
 * Fires what is scheduled. Guarantees that a slot is enqueued once, however many beats run and
 * however late one of them wakes up. Knows queues and schedules, and nothing of workers.
 */
package io.taskq.beat;
