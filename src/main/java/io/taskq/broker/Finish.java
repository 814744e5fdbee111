package io.taskq.broker;

import java.util.Optional;

/**
 * The end of a delivery without follow-ups.
 *
 * @param handle which
 * @param result what to store, unless the task ignores its result
 */
public record Finish(Handle handle, Optional<StoredResult> result) {}
