/**
 * What follows a task: callbacks, error callbacks, chains, groups and chords, as Celery's messages
 * carry them, turned into the messages to send.
 *
 * <p>Knows neither Redis nor who runs a task. Signatures come from outside: one that cannot be
 * followed is found by {@link io.taskq.canvas.Canvas#whatIsWrong} before its task runs.
 */
package io.taskq.canvas;
