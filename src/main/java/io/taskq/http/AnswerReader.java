package io.taskq.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Reads one answer in HTTP/1.1, and no more of it than is kept. */
final class AnswerReader {

  /** What is kept of a body. */
  static final int MOST_BODY = 1 << 20;

  private static final int OK = 200;
  private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3})(?: (.*))?");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\\s\";,\\]]+)", Pattern.CASE_INSENSITIVE);
  private static final int LONGEST_REASON = 100;

  private final InputStream in;
  private final String method;

  AnswerReader(InputStream in, String method) {
    this.in = new BufferedInputStream(in);
    this.method = method;
  }

  Answer read() throws IOException {
    while (true) {
      Head head = new Head(in);
      String line = head.line();
      Matcher status = STATUS.matcher(line);
      if (!status.matches()) {
        throw new WrongAnswer("it does not begin with HTTP/1.1 and a status");
      }
      Map<String, List<String>> headers = head.fields();
      int code = Integer.parseInt(status.group(1));
      // Below are announcements; the answer follows.
      if (code >= OK) {
        return answer(code, Optional.ofNullable(status.group(2)).orElse(""), headers);
      }
    }
  }

  private Answer answer(int status, String words, Map<String, List<String>> headers)
      throws IOException {
    String reason = words.substring(0, Math.min(words.length(), LONGEST_REASON)).strip();
    byte[] body = new byte[0];
    if (!method.equals("HEAD") && !WITHOUT_BODY.contains(status)) {
      body = decoded(framed(headers), headers).readNBytes(MOST_BODY + 1);
    }
    String text = new String(body, 0, Math.min(body.length, MOST_BODY), charset(headers));
    return new Answer(status, reason, headers, text, body.length > MOST_BODY);
  }

  private static Charset charset(Map<String, List<String>> headers) {
    Matcher type = CHARSET.matcher(headers.getOrDefault("content-type", List.of()).toString());
    try {
      return type.find() ? Charset.forName(type.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException e) {
      // A name of its own invention. What is not UTF-8 becomes the sign for that.
      return StandardCharsets.UTF_8;
    }
  }

  private InputStream framed(Map<String, List<String>> headers) throws IOException {
    if (headers.containsKey("transfer-encoding")) {
      List<String> codings = headers.get("transfer-encoding");
      if (codings.size() != 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
        throw new WrongAnswer("its transfer-encoding is not chunked");
      }
      return new ChunkedBody(new Head(in), in);
    }
    if (!headers.containsKey("content-length")) {
      // It lasts as long as the connection.
      return in;
    }
    Set<String> lengths =
        headers.get("content-length").stream()
            .flatMap(value -> Pattern.compile("\\s*,\\s*").splitAsStream(value))
            .collect(Collectors.toSet());
    String length = lengths.iterator().next();
    if (lengths.size() != 1 || !LENGTH.matcher(length).matches()) {
      throw new WrongAnswer("its content-length is no number, or two");
    }
    return new SizedBody(in, Long.parseLong(length));
  }

  /** Some servers pack what they were asked not to pack. */
  private static InputStream decoded(InputStream body, Map<String, List<String>> headers)
      throws IOException {
    List<String> encodings = headers.getOrDefault("content-encoding", List.of());
    return encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("gzip")
        ? new GZIPInputStream(body)
        : body;
  }
}
