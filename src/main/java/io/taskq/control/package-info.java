/**
 * Remote control over Celery's pidbox: requests to workers and their replies, both sides.
 *
 * <p>A worker's side answers on its own thread and connection, whatever its slots do; a reply goes
 * only to a client that still waits, and expires. Knows Redis, the envelope and JSON, and of
 * workers only the facts they hand in.
 */
package io.taskq.control;
