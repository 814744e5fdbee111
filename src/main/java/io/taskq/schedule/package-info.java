/**
 * When something is due, as a person wrote it: an interval, a wall time, one moment. Guarantees
 * slots that strictly rise through every change of a clock, and refuses what never comes. Knows the
 * cron library and the rules of time zones, and nothing of files, Redis or tasks.
 */
package io.taskq.schedule;
