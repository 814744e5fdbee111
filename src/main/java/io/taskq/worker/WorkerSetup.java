package io.taskq.worker;

import io.taskq.broker.Broker;
import io.taskq.canvas.Canvas;
import io.taskq.message.LogicalClock;
import io.taskq.message.MessageCodec;
import io.taskq.node.Membership;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.task.Call;
import io.taskq.task.TaskRegistry;
import io.taskq.worker.child.ChildLaunch;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All that a worker is made of.
 *
 * @param options how it works
 * @param membership its place among the nodes; its boot id tells its claims from all others
 * @param redis where everything lies
 * @param keys the names there
 * @param broker the queues
 * @param codec reads messages
 * @param tasks what it can run
 * @param reload loads them anew
 * @param results what is stored of them
 * @param canvas plans what follows them
 * @param launch how to start child processes; used by the pool that has them
 * @param enqueue what tasks want enqueued; answers the id
 * @param info takes what is worth a line
 * @param warning takes what somebody should look at
 * @param clock of this machine
 * @param logical orders what nodes say of themselves
 * @param version of this program
 */
public record WorkerSetup(
    WorkerOptions options,
    Membership membership,
    Redis redis,
    Keys keys,
    Broker broker,
    MessageCodec codec,
    TaskRegistry tasks,
    Supplier<TaskRegistry> reload,
    Results results,
    Canvas canvas,
    ChildLaunch launch,
    Function<Call, String> enqueue,
    Consumer<String> info,
    Consumer<String> warning,
    InstantSource clock,
    LogicalClock logical,
    String version) {}
