package io.taskq.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides for {@link WithCelery}. */
final class CeleryCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Celery.isInstalled()) {
      return ConditionEvaluationResult.enabled("Celery is installed");
    }
    return System.getenv("CI") == null
        ? ConditionEvaluationResult.disabled("Celery is not installed: apt-get install celery")
        : ConditionEvaluationResult.enabled("CI must have Celery");
  }
}
