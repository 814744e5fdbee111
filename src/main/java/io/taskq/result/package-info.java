/**
 * Results of tasks as Celery stores them: written, read, and waited for.
 *
 * <p>What is written here a Celery client reads, and the other way round. Only reading, waiting and
 * forgetting talk to Redis; storing belongs to the step that ends a delivery.
 */
package io.taskq.result;
