/**
 * What a run has measured, and the forms it is shown in: a table, JSON, a chart, a page. Knows
 * nothing of how it was measured, so that a run that was kept can be shown again.
 */
package io.taskq.bench.report;
