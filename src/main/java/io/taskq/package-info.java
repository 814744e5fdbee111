/**
 * taskq: a task runner and scheduler on Redis that speaks Celery's formats.
 *
 * <p>This package holds nothing but this page. A root package that is both base and façade knots
 * everything below it together.
 */
package io.taskq;
