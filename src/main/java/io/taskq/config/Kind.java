package io.taskq.config;

import java.util.function.Function;

/**
 * How the text of a setting becomes its value.
 *
 * @param right what would be right, as one sentence for whoever wrote something else
 * @param reader throws {@link IllegalArgumentException} or a child of it for a wrong text
 */
record Kind<T>(String right, Function<String, T> reader) {

  /** The value of the text. */
  T read(String text) {
    return reader.apply(text.strip());
  }
}
