/**
 * Measures taskq beside Celery, for {@code bin/bench}. Both do the same work on the same private
 * Redis in the same run, in turns, and what counts is the ratio. It may know all of taskq and is
 * never packaged.
 */
package io.taskq.bench;
