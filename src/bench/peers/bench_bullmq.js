// BullMQ's side of bin/bench: a worker that does nothing, and filling its queue.
const { Queue, Worker } = require("bullmq");

const { hostname: host, port } = new URL(process.env.BENCH_REDIS);
const connection = { host, port: Number(port), maxRetriesPerRequest: null };
const [what, number] = [process.argv[2], Number(process.argv[3])];

const AT_ONCE = 1000;

// Each prints the seconds it took.
async function timed(deed) {
  const queue = new Queue("bench", { connection });
  await queue.waitUntilReady();
  const begun = performance.now();
  await deed(queue);
  console.log((performance.now() - begun) / 1e3);
  await queue.close();
}

async function fill(count) {
  await timed(async (queue) => {
    for (let i = 0; i < count; i++) {
      await queue.add("nothing", {});
    }
  });
}

async function fillInBulk(count) {
  await timed(async (queue) => {
    for (let done = 0; done < count; done += AT_ONCE) {
      const size = Math.min(AT_ONCE, count - done);
      await queue.addBulk(Array.from({ length: size }, () => ({ name: "nothing", data: {} })));
    }
  });
}

async function work(concurrency) {
  new Worker("bench", async () => null, { connection, concurrency });
}

({ fill, bulk: fillInBulk, worker: work })[what](number).catch((error) => {
  console.error(error);
  process.exit(1);
});
