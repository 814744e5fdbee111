/**
 * Mails, and where they go when no mail server is set: a folder of files. Mails are built by
 * jakarta.mail, which only this package knows.
 */
package io.taskq.mail;
