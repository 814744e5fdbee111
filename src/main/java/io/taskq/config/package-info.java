/**
 * Settings: what a person decided, from flag, environment, file or default, in this order.
 *
 * <p>Every value knows where it came from, and a wrong one is refused with its place and what would
 * be right. This is the only package that knows the YAML library, and it loads it only when there
 * is a file to read.
 */
package io.taskq.config;
