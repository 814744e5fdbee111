package io.taskq.json;

/**
 * How large a document may be before reading it is refused. Nothing here may be unlimited: the text
 * comes from whoever can write to Redis.
 *
 * @param document characters in all
 * @param depth nested arrays and objects
 * @param text characters of one string
 * @param name characters of one member name
 * @param number characters of one number
 * @param tokens values, names and brackets in all: small ones take far more memory than text
 */
public record JsonLimits(int document, int depth, int text, int name, int number, int tokens) {

  private static final int USUAL_SIZE = 16 * 1024 * 1024;

  /** Limits that no honest message meets. */
  public static final JsonLimits USUAL = ofSize(USUAL_SIZE);

  /** The usual limits with another total size. */
  public static JsonLimits ofSize(int characters) {
    return new JsonLimits(characters, 200, characters, 1_000, 1_000, 1_000_000);
  }
}
