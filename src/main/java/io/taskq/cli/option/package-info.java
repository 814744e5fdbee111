/**
 * Options that several commands share, and what a command is given to work with.
 *
 * <p>A shared option has one name, one letter, one default and one sentence wherever it appears.
 * Knows {@code cli.output}, never a command.
 */
package io.taskq.cli.option;
