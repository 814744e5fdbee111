package io.taskq.worker;

import io.taskq.broker.Broker;
import io.taskq.loop.Outage;
import java.time.InstantSource;

/** What the loops of one worker share. */
record WorkerParts(
    WorkerOptions options,
    Broker broker,
    InFlight inFlight,
    Slots slots,
    Outage outage,
    TaskLog log,
    Accepted accepted,
    RunLimits limits,
    InstantSource clock) {}
