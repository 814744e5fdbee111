package io.taskq.broker;

import java.util.List;
import java.util.Optional;

/** What became of an end that may complete a chord. */
public sealed interface FinishAnswer {

  /** It is over, or was not the caller's. */
  record Settled(Answer answer) implements FinishAnswer {}

  /**
   * This was the last part of its chord. The delivery is still the caller's, who builds the body
   * and comes again with {@link End#closing}.
   *
   * @param members the parts, as Celery writes them, in the order of the group
   * @param savedGroup what was saved of the group, if anything
   * @param body what a part that could be read has named as the body, if one came by here
   */
  record ChordComplete(List<String> members, Optional<String> savedGroup, Optional<String> body)
      implements FinishAnswer {}
}
