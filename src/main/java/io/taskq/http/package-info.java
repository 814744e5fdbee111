/**
 * Tasks that are HTTP requests, as the settings file declares them.
 *
 * <p>A message fills places of a request and chooses nothing else. The request goes to addresses
 * that were looked at: one inside of the worker's network is refused unless the settings allow it,
 * and the connection is made to the very address that was looked at, so that no second answer of a
 * name server counts.
 */
package io.taskq.http;
