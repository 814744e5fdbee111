/**
 * Tasks that are programs of any language: no shell, no inherited secrets, and nothing left behind.
 *
 * <p>A program runs in a session of its own. Beside it runs a shepherd, a few lines of shell that
 * hold a pipe to this process: when the pipe closes, because the run is over or this process is
 * dead, it ends whatever is left of the session.
 */
package io.taskq.exec;
