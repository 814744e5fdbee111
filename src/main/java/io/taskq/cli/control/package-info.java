/** The command that tells workers what to do, over Celery's remote control. */
package io.taskq.cli.control;
