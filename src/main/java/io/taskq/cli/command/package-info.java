/**
 * One class a command: reads its options, asks a store or starts an engine, and answers.
 *
 * <p>A command returns its exit code or throws a {@code TaskqException}; it never prints an error.
 * It gets everything it needs from its {@code CommandContext}.
 */
package io.taskq.cli.command;
