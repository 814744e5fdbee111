/**
 * Text from outside, made safe to show. Names, arguments and results are written by whoever can
 * reach Redis; unescaped they could move the cursor, forge log lines or retitle a terminal. Knows
 * nothing but {@code java.*}.
 */
package io.taskq.text;
