package io.taskq.redis;

/**
 * Every Redis key taskq uses that does not belong to one queue, and the names of the channels; no
 * other place builds one.
 *
 * @param prefix keeps two installations apart on one server; Celery's {@code global_keyprefix}
 * @param db the broker's database, part of the names of channels
 */
public record Keys(String prefix, int db) {

  /** What kombu puts between the parts of a name. */
  public static final String SEPARATOR = "\u0006\u0016";

  /** How taskq's own keys and channels begin: behind the prefix, those of queues before it. */
  public static final String OWN = "taskq:";

  /** Refuses a prefix that would move keys to another slot of a cluster. */
  public Keys {
    QueueName.checkPrefix(prefix);
  }

  /** The keys of one queue. Refuses names that would collide with keys of taskq or Celery. */
  public QueueKeys queue(String queue) {
    return new QueueKeys(prefix, queue);
  }

  /** SET of the names of all queues taskq has seen. */
  public String queues() {
    return prefix + "taskq:queues";
  }

  /** ZSET of the names of live nodes, by the end of their registration in epoch milliseconds. */
  public String nodes() {
    return prefix + "taskq:nodes";
  }

  /** HASH of what one node tells about itself. */
  public String node(String name) {
    return prefix + "taskq:node:" + name;
  }

  /** ZSET of revoked task ids, by the time until which that holds in epoch milliseconds. */
  public String revoked() {
    return prefix + "taskq:revoked";
  }

  /** HASH of task name to the rate that holds over all workers together. */
  public String rates() {
    return prefix + "taskq:rates";
  }

  /** HASH of where the rate of one task over all workers stands, in µs; expires. */
  public String rate(String task) {
    return prefix + "taskq:rate:" + task;
  }

  /** STRING with the version of the layout of all these keys. */
  public String schema() {
    return prefix + "taskq:schema";
  }

  /** STRING with the result of a task; also the channel it is published on. */
  public String result(String taskId) {
    return prefix + "celery-task-meta-" + taskId;
  }

  /**
   * STRING with a saved group; a chord counts beside it in {@code .j}, {@code .t}, {@code .s}, and
   * keeps its body in {@code .b}.
   */
  public String group(String groupId) {
    return prefix + "celery-taskset-meta-" + groupId;
  }

  /** STRING with how many parts a chord waits for; kept beside {@link #group}. */
  public String groupSize(String groupId) {
    return group(groupId) + ".s";
  }

  /** SET of Celery's bindings of one exchange. */
  public String binding(String exchange) {
    return prefix + "_kombu.binding." + exchange;
  }

  /** What stands in {@link #binding} for a queue bound under its own name. */
  public static String bindingOf(String routingKey, String queue) {
    return routingKey + SEPARATOR + SEPARATOR + queue;
  }

  /** HASH of tag to what a worker of Celery has taken and not ended: message, exchange, key. */
  public String unacked() {
    return prefix + "unacked";
  }

  /** ZSET of the tags in {@link #unacked}, by when they were taken in epoch seconds. */
  public String unackedIndex() {
    return prefix + "unacked_index";
  }

  /** LIST of events that a listener of Celery's has asked for under this name. */
  public String events(String listener) {
    return prefix + listener;
  }

  /** STRING with the lock of RedBeat, a scheduler for Celery. */
  public String redBeatLock() {
    return prefix + "redbeat::lock";
  }

  /** LIST a client of the remote control waits on. */
  public String replyBox(String clientId) {
    return prefix + clientId + ".reply.celery.pidbox";
  }

  /** Channel of Celery's remote control. */
  public String pidbox() {
    return prefix + "/" + db + ".celery.pidbox";
  }

  /** Channel of Celery's events of one type, written with dots: {@code worker.online}. */
  public String event(String type) {
    return prefix + "/" + db + ".celeryev/" + type;
  }

  /** A text that stands for itself in a pattern of channels. */
  public static String literal(String text) {
    return text.replaceAll("[\\\\*?\\[\\]]", "\\\\$0");
  }

  /** Channel on which producers hint that a queue has something. */
  public String wake(String queue) {
    return prefix + "taskq:wake:" + db + ":" + queue;
  }

  /** HASH, STRING or LIST of a beat, by its part; all parts share a slot. */
  public String beat(String name, String part) {
    return prefix + "taskq:{beat:" + name + "}:" + part;
  }
}
