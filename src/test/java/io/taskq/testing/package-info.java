/**
 * What tests stand on: a real Redis of their own, a clock they move by hand.
 *
 * <p>Guarantees that no test meets a server or a key of another one, and that nothing outlives the
 * test run. May know every package of taskq; no package of taskq knows it.
 */
package io.taskq.testing;
