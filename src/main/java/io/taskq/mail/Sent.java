package io.taskq.mail;

import java.util.List;
import java.util.Map;

/**
 * Where a mail went.
 *
 * @param words the same for people
 * @param accepted the addresses that get it
 * @param refused the addresses that do not, and what the server said of each
 */
public record Sent(String words, List<String> accepted, Map<String, String> refused) {}
