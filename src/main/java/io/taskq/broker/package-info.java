/**
 * What Redis holds of a queue, and every change of it. Guarantees that each change is one step in
 * Redis, made only by the owner of the delivery, and that a message is in exactly one place. Knows
 * keys and scripts; never looks into a message.
 */
package io.taskq.broker;
