/**
 * What a task is, for those who write one and for the worker that runs it.
 *
 * <p>Plug-ins see this package and the JDK, and nothing else of taskq: arguments and results are
 * plain Java values. It knows no library.
 */
package io.taskq.task;
