/**
 * Task messages as Celery sends them: reading, building and writing them.
 *
 * <p>Reading trusts nothing: whatever lies in Redis becomes a {@link io.taskq.message.Message} or
 * one {@link io.taskq.message.Undecodable} with a reason, within bounded memory. Knows JSON and
 * errors, and neither Redis nor who runs a task.
 */
package io.taskq.message;
