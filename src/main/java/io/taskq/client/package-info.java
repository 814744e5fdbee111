/**
 * taskq for other programs: enqueue tasks from Java, and ask what became of them. {@link
 * io.taskq.client.Taskq} is the way in.
 */
package io.taskq.client;
