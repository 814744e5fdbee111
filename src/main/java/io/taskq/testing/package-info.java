/**
 * For the tests of who writes tasks: runs them as a worker would, without a worker and without
 * Redis. {@link io.taskq.testing.TaskTester} is the way in.
 */
package io.taskq.testing;
