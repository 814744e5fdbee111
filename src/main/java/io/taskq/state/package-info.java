/**
 * The states a task can be in and the failures it can end with, in Celery's words.
 *
 * <p>Both are plain values and never change; the wire forms are exactly those a Celery client turns
 * back into the right exception. Knows nothing of Redis, messages or workers.
 */
package io.taskq.state;
