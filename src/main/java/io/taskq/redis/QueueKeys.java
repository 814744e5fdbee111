package io.taskq.redis;

import java.util.List;

/**
 * The keys of one queue; no other place builds one. All of taskq's own share the cluster slot of
 * Celery's list, because the tag in braces is that list's name.
 *
 * @param prefix see {@link Keys#prefix}
 * @param queue name of the queue
 */
public record QueueKeys(String prefix, String queue) {

  /** Celery's priority steps: the list of a priority is that of the greatest step below it. */
  public static final List<Integer> STEPS = List.of(0, 3, 6, 9);

  /** Refuses names that would collide. */
  public QueueKeys {
    QueueName.check(queue);
  }

  /** Index of the step a priority of 0 to 9 belongs to. */
  public static int step(int priority) {
    return Math.clamp(priority, 0, 9) / 3;
  }

  /** LIST of messages of one step, Celery's own: pushed on the left, taken from the right. */
  public String list(int step) {
    return prefix + queue + (step == 0 ? "" : Keys.SEPARATOR + STEPS.get(step));
  }

  /** HASH of delivery id to raw message. */
  public String messages() {
    return own("m");
  }

  /**
   * HASH of delivery id to {@code deliveries|fence|step|worker|last fence|last op|task id}; the
   * task id only when {@link #ids} knows it.
   */
  public String meta() {
    return own("h");
  }

  /** ZSET of delivery ids somebody holds, by the end of the lease in ms. */
  public String leased() {
    return own("inf");
  }

  /** LIST of delivery ids of one step that are ready again. */
  public String ready(int step) {
    return own("rdy:" + step);
  }

  /** ZSET of delivery ids that wait for their time, by it in ms. */
  public String delayed() {
    return own("eta");
  }

  /** ZSET of delivery ids that were buried, by when in ms. */
  public String dead() {
    return own("dead");
  }

  /**
   * HASH of delivery id to how its deliveries ended so far: {@code fence|how|when|worker|note},
   * parted by blanks; behind a line break why it was buried.
   */
  public String deadInfo() {
    return own("deadinfo");
  }

  /** HASH of task id to delivery ids, parted by spaces. */
  public String ids() {
    return own("ids");
  }

  /** STRING with the last fence given. */
  public String fence() {
    return own("fence");
  }

  /** HASH of the reaper: last tick and end of the grace, in ms. */
  public String reaper() {
    return own("rs");
  }

  /** STRING with a note, present while the queue is paused. */
  public String paused() {
    return own("paused");
  }

  /** HASH of the last claim of a worker, for a reply that was lost. */
  public String lastClaim(String worker) {
    return own("cc:" + worker);
  }

  /** STRING with the task id an idempotency key was used for; expires. */
  public String idempotency(String key) {
    return own("idem:key:" + key);
  }

  /** STRING present while a task id may not be enqueued again; expires. */
  public String sameId(String taskId) {
    return own("idem:id:" + taskId);
  }

  private String own(String part) {
    return "taskq:{" + prefix + queue + "}:" + part;
  }
}
