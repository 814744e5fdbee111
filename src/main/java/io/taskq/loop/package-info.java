/**
 * Threads that repeat one step, the bookkeeping of an outage they share, and much that is made of
 * much on all processors. A step can always be called by itself, so that tests need no thread and
 * no clock. Knows nothing but {@code error}'s sign for "Redis is away".
 */
package io.taskq.loop;
