/**
 * The tasks that every worker has, because they need what only taskq knows: the settings and the
 * doors to the outside. They are tasks like all others to whoever runs them.
 */
package io.taskq.builtin;
