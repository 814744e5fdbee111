/**
 * JSON as taskq sees it: a small sealed value model over a token stream, read within limits.
 *
 * <p>Numbers keep their text, so that {@code 1.10} and integers of any size travel unharmed, and
 * {@code NaN} is accepted, as Celery sends it. This is the only package that knows the JSON
 * library.
 */
package io.taskq.json;
