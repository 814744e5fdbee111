package io.taskq.builtin;

import io.taskq.config.Recipient;
import io.taskq.task.WrongArguments;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the address of whom a mail is for: a name of the settings, or an address. Immutable. */
public final class People {

  private final Map<String, Recipient> recipients;

  /**
   * Makes the directory.
   *
   * @param recipients the names that may stand for an address
   */
  public People(Map<String, Recipient> recipients) {
    this.recipients = Map.copyOf(recipients);
  }

  /** Their addresses as a header has them; the argument is one name or address, or a list. */
  List<String> addresses(Optional<Object> argument, String parameter) {
    return names(argument, parameter).stream()
        .map(name -> find(name, parameter))
        .map(People::header)
        .toList();
  }

  /** How the first of them is spoken to. */
  String greeted(Optional<Object> argument) {
    return names(argument, "to").stream()
        .findFirst()
        .map(name -> find(name, "to"))
        .map(person -> person.name().orElse(person.address()))
        .orElse("");
  }

  private static List<String> names(Optional<Object> argument, String parameter) {
    return switch (argument.orElse(List.of())) {
      case String name -> List.of(name);
      case List<?> all when all.stream().allMatch(String.class::isInstance) ->
          all.stream().map(String.class::cast).toList();
      default ->
          throw new WrongArguments(
              "parameter '%s' must be a name or an address, or a list of these"
                  .formatted(parameter));
    };
  }

  private Recipient find(String nameOrAddress, String parameter) {
    if (nameOrAddress.contains("@")) {
      return new Recipient(nameOrAddress, nameOrAddress, Optional.empty());
    }
    return Optional.ofNullable(recipients.get(nameOrAddress))
        .or(() -> byShownName(nameOrAddress))
        .orElseThrow(
            () ->
                new WrongArguments(
                    "parameter '%s': '%s' is no mail address and not among the recipients"
                        .formatted(parameter, nameOrAddress)));
  }

  /** {@code send_mail 云海} finds the entry that bears this name. */
  private Optional<Recipient> byShownName(String name) {
    return recipients.values().stream()
        .filter(recipient -> recipient.name().filter(name::equals).isPresent())
        .findFirst();
  }

  private static String header(Recipient person) {
    // Quotes inside the quotes would end the name early and make an address of its rest.
    return person
        .name()
        .map(name -> "\"" + name.replaceAll("[\"\\\\]", "") + "\" <" + person.address() + ">")
        .orElse(person.address());
  }
}
