/**
 * What {@code taskq doctor} looks at: the server, the rights of its user, the queues, and what
 * Celery left in them. It looks and tells; only {@link io.taskq.doctor.Checkup#fix} changes
 * something.
 */
package io.taskq.doctor;
