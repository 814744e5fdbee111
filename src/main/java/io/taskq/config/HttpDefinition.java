package io.taskq.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The request of a task that is one, and what its answer means.
 *
 * @param headers by name, as they were written
 * @param expect the statuses of success
 * @param timeout for all of it, from the look-up of the host to the last byte
 * @param redirects how many are followed
 * @param keepHeaders those of the answer that are part of the result, besides the usual ones
 * @param missing a variable of the environment that it needs and that is not set: who only enqueues
 *     needs none of them
 */
public record HttpDefinition(
    String method,
    HttpUrl url,
    Map<String, PlaceText> headers,
    HttpBody body,
    Set<Integer> expect,
    Duration timeout,
    int redirects,
    List<String> keepHeaders,
    Optional<String> missing) {}
