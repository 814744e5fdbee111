/**
 * Small tasks for trying things. They lie in a plug-in of their own, so that they are written as
 * anyone's tasks are: against {@code io.taskq.task} and the JDK.
 */
package io.taskq.plugin;
