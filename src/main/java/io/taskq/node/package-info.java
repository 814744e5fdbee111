/**
 * Which workers are alive, what they are called, and how many slots they have.
 *
 * <p>A name belongs to one living node at a time, and a node that says nothing for three intervals
 * counts as gone. Knows Redis and nothing of workers, tasks or messages.
 */
package io.taskq.node;
