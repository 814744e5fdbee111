package io.taskq.builtin;

/**
 * Whom a short name stands for.
 *
 * @param address the mail address
 * @param name how to address the person
 */
public record Recipient(String address, String name) {

  String asHeader() {
    return name.isEmpty()
        ? address
        : "\"" + name.replaceAll("[\"\\\\]", "") + "\" <" + address + ">";
  }
}
