package io.taskq.config;

/**
 * The value one setting has, as text, and where it came from.
 *
 * @param text the value; it was read once, so reading it again cannot fail
 */
public record Setting(SettingKey<?> key, String text, Origin origin) {

  /** The value as it may be shown: passwords are masked. */
  public String shown() {
    if (key.equals(SettingKeys.BROKER) || key.equals(SettingKeys.RESULT_BACKEND)) {
      return Secrets.maskAddress(text);
    }
    return key.isSecret() && !text.isEmpty() ? Secrets.MASK : Secrets.maskUrls(text);
  }
}
