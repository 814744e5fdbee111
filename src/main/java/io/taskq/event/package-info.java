/**
 * Celery's events, both sides: what workers and producers tell by themselves, and who listens.
 *
 * <p>They travel over pub/sub, so nothing waits for them and nothing is kept: a node that has more
 * to tell than is taken drops events, counts them, and goes on working. Knows Redis, the envelope
 * and JSON; what happens to tasks it is told.
 */
package io.taskq.event;
