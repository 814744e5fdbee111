/**
 * The command line: finds the command, runs it, and turns failures into two lines and an exit code.
 *
 * <p>Only the command that was asked for is built, so that a short command starts fast. Knows
 * everything below; nothing knows it.
 */
package io.taskq.cli;
