package io.taskq.worker;

import io.taskq.task.Call;
import java.util.function.Function;

/**
 * Where it goes what a running task says.
 *
 * @param progress how far it is
 * @param log its lines
 * @param enqueue what it wants enqueued; answers the id
 */
record Outlets(Progress progress, TaskLog log, Function<Call, String> enqueue) {}
