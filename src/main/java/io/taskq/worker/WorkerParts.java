package io.taskq.worker;

import io.taskq.broker.Broker;
import io.taskq.loop.Outage;
import java.time.InstantSource;

/** What the loops of one worker share. */
record WorkerParts(
    WorkerOptions options,
    Consumed consumed,
    Broker broker,
    InFlight inFlight,
    Slots slots,
    Outage outage,
    TaskLog log,
    TaskEvents events,
    Accepted accepted,
    RunLimits limits,
    RateLimits rates,
    InstantSource clock) {}
