package io.taskq.http;

import io.taskq.config.HttpHost;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * One request, ready to be sent.
 *
 * @param target path and query
 * @param headers without those that say where it goes and how long it is
 * @param body its bytes; empty for none
 */
record Request(
    String method,
    HttpHost host,
    String target,
    Map<String, String> headers,
    Optional<byte[]> body) {

  /** As it is sent. UTF-8, as a narrower set would fold other signs into a line break. */
  byte[] bytes() {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    line(head, "Host", host.authority());
    headers.forEach((name, value) -> line(head, name, value));
    line(head, "Accept-Encoding", "identity");
    line(head, "Connection", "close");
    body.ifPresent(content -> line(head, "Content-Length", Integer.toString(content.length)));
    head.append("\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    body.ifPresent(all::writeBytes);
    return all.toByteArray();
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  /** What it is, without what may be a secret. */
  @Override
  public String toString() {
    return method + " " + host;
  }
}
