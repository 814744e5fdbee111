/**
 * How answers look: text in aligned columns or JSON on stdout, talk on stderr.
 *
 * <p>Nothing from outside reaches a terminal unescaped through here. Knows the JSON values and
 * nothing of any command.
 */
package io.taskq.cli.output;
