package io.taskq.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {

  @Test
  void plain_text_of_any_language_stays_as_it_is() {
    assertThat(Visible.of("add 云海 ß 😀")).isEqualTo("add 云海 ß 😀");
  }

  @Test
  void what_a_terminal_would_obey_is_escaped() {
    assertThat(Visible.of("a\u001b]0;x\u0007b")).isEqualTo("a\\x1b]0;x\\x07b");
    assertThat(Visible.of("\u009b2J\u007f")).isEqualTo("\\x9b2J\\x7f");
    assertThat(Visible.of("a\u202eb\u200bc\u2028d")).isEqualTo("a\\u202eb\\u200bc\\u2028d");
  }

  @Test
  void a_line_stays_one_line() {
    assertThat(Visible.of("a\r\nb\tc")).isEqualTo("a\\x0d\\x0ab\\x09c");
    assertThat(Visible.lines("a\nb\tc\r")).isEqualTo("a\nb\tc\\x0d");
  }

  @Test
  void long_text_is_cut_and_shows_that_it_was() {
    assertThat(Visible.cut("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Visible.cut("abcdefg", 6)).isEqualTo("abcde…");
  }

  @Test
  void a_cut_never_halves_a_character() {
    assertThat(Visible.cut("abcd😀fg", 6)).isEqualTo("abcd…");
  }
}
