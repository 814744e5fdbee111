package io.taskq.config;

import java.util.Optional;

/**
 * A person that {@code send_mail} may be given by a short name instead of an address.
 *
 * @param key the short name
 * @param name the name shown beside the address
 */
public record Recipient(String key, String address, Optional<String> name) {}
