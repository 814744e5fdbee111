/**
 * The one exception taskq throws on purpose, so that every failure a person may see says what
 * happened, why, and what to do. Knows nothing but {@code java.*}.
 */
package io.taskq.error;
