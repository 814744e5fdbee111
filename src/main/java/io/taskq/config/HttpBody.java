package io.taskq.config;

import io.taskq.json.Json;
import java.util.Map;

/** What an HTTP task sends, with places for arguments. */
public sealed interface HttpBody {

  /** Nothing. */
  record Nothing() implements HttpBody {}

  /** A text as it is. */
  record Text(PlaceText text) implements HttpBody {}

  /** The fields of a form. */
  record Form(Map<String, PlaceText> fields) implements HttpBody {}

  /**
   * JSON.
   *
   * @param template its texts may have places; one that is nothing but a place becomes the argument
   *     itself, whatever that is
   */
  record JsonValue(Json template) implements HttpBody {}
}
