/**
 * Threads that repeat one step, and the bookkeeping of an outage they share. A step can always be
 * called by itself, so that tests need no thread and no clock. Knows nothing but {@code error}'s
 * sign for "Redis is away".
 */
package io.taskq.loop;
