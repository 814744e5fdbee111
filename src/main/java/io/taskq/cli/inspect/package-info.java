/**
 * {@code taskq inspect}: asks workers what they do, and tells the story of one task.
 *
 * <p>What a node replies is shown as it came, escaped and with hidden arguments masked; with {@code
 * --json} it is Celery's own shape. Knows {@code control}, {@code node} and the stores, and no
 * other command.
 */
package io.taskq.cli.inspect;
