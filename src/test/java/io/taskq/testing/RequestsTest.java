package io.taskq.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.broker.Broker;
import io.taskq.redis.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever pieces the network makes of them, the requests are the same. */
class RequestsTest {

  private static final byte[] TWO =
      "*2\r\n$3\r\nGET\r\n$4\r\na\r\nb\r\n*1\r\n$4\r\nPING\r\n".getBytes(ISO_8859_1);

  @Test
  void a_request_is_whole_when_its_last_piece_is_there() {
    for (int cut = 0; cut <= TWO.length; cut++) {
      Requests requests = new Requests();
      List<String> whole = new ArrayList<>(requests.whole(TWO, cut));
      byte[] rest = Arrays.copyOfRange(TWO, cut, TWO.length);
      whole.addAll(requests.whole(rest, rest.length));

      assertThat(whole)
          .as("cut at %d", cut)
          .containsExactly("*2\r\n$3\r\nGET\r\n$4\r\na\r\nb\r\n", "*1\r\n$4\r\nPING\r\n");
    }
  }

  @Test
  void a_script_is_known_by_its_text_and_by_its_digest() {
    byte[] source = Script.source(Broker.class, "finish").getBytes(UTF_8);
    String text = new String(source, ISO_8859_1);

    // It has characters beyond ASCII: its digest is that of its bytes.
    assertThat(text).hasSizeGreaterThan(Script.source(Broker.class, "finish").length());
    assertThat(new ScriptNames().of(call("EVAL", text))).contains("finish");
    assertThat(new ScriptNames().of(call("EVALSHA", ScriptNames.digest(source))))
        .contains("finish");
  }

  private static String call(String command, String script) {
    return "*3\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n$1\r\n0\r\n"
        .formatted(command.length(), command, script.length(), script);
  }
}
