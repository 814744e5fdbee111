package io.taskq.cli.command;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Hears the signals sent to this process.
 *
 * <p>The JVM's class for it has no place in the Java API, and a compiler that takes warnings for
 * errors refuses its name; it is therefore reached by that name. The JVM keeps QUIT and USR1 for
 * itself.
 */
final class Signals {

  private Signals() {}

  /** Calls the listener with the name, such as {@code TERM}, on a thread of its own each time. */
  static void listen(Set<String> names, Consumer<String> listener) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              MethodHandles.lookup().lookupClass().getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> answer(method, arguments, listener));
      for (String name : names) {
        Object signal = signalType.getConstructor(String.class).newInstance(name);
        signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
      }
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("this JVM lets nobody hear one of " + names, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no sun.misc.Signal", e);
    }
  }

  /** A handler is also asked the questions of every object; it equals nothing. */
  private static Object answer(Method method, Object[] arguments, Consumer<String> listener)
      throws ReflectiveOperationException {
    return switch (method.getName()) {
      case "handle" -> {
        listener.accept(nameOf(arguments[0]));
        yield null;
      }
      case "hashCode" -> 0;
      case "equals" -> false;
      default -> "signal handler";
    };
  }

  private static String nameOf(Object signal) throws ReflectiveOperationException {
    return (String) signal.getClass().getMethod("getName").invoke(signal);
  }
}
