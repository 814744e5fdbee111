package io.taskq.local;

import io.taskq.error.TaskqException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The servers inside the embedded-redis library, each with its checksum: what lies in the cache is
 * run only if it is what the library brought.
 */
enum PackedServer {
  LINUX_AMD64("6.2.6-v5", "1f716094e08a25faee2bc7626feb9e13464ed89018ac5c376c5e9cff06bdcf52"),
  LINUX_ARM64("6.2.7", "036a23aa65bfb31d2a048aa96c170b38c2fbd4f1de68ef0f9c3133dd4b1474cd"),
  LINUX_386("6.2.7", "7439d339751e396cef7205a3169c96f1c53661f65d473b8d086e2d1826f48145"),
  DARWIN_AMD64("6.2.6-v5", "7a4eb450d90a6ce9a2c651cfc4a0613b980a270c6426cbb6fa42d6c3beec9ce8"),
  DARWIN_ARM64("6.2.6-v5", "c523aec5a9b6f565cff0271ef67f5c51fa83e1180e3e954ab5251b3cf6282b76");

  private final String version;
  private final String sha256;

  PackedServer(String version, String sha256) {
    this.version = version;
    this.sha256 = sha256;
  }

  /** The one for this machine; empty when the library has none. */
  static Optional<PackedServer> forThisMachine() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String name = (system.startsWith("mac") ? "darwin" : system) + "-" + processor();
    return Arrays.stream(values()).filter(server -> server.platform().equals(name)).findFirst();
  }

  private static String processor() {
    return switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
      case "aarch64", "arm64" -> "arm64";
      case "amd64", "x86_64" -> "amd64";
      case "x86", "i386", "i686" -> "386";
      default -> "unknown";
    };
  }

  /**
   * The program, unpacked into the folder if it is not there yet. It appears whole or not at all.
   */
  Path unpack(Path folder) throws IOException {
    Path program = folder.resolve(file());
    if (isWhole(program)) {
      return program;
    }
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, file(), ".tmp");
    try (InputStream server = PackedServer.class.getResourceAsStream("/" + file())) {
      if (server == null) {
        throw new IOException("the library with " + file() + " is missing");
      }
      Files.copy(server, fresh, StandardCopyOption.REPLACE_EXISTING);
      if (!hash(fresh).equals(sha256) || !fresh.toFile().setExecutable(true)) {
        throw new IOException(file() + " could not be unpacked whole");
      }
      return Files.move(
          fresh, program, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private boolean isWhole(Path program) throws IOException {
    return Files.isExecutable(program) && hash(program).equals(sha256);
  }

  private String platform() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String file() {
    return "redis-server-" + version + "-" + platform();
  }

  private static String hash(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** That no program was found anywhere. */
  static TaskqException none() {
    return new TaskqException.Refused(
        "cannot start a local broker",
        "there is no redis-server on the PATH and none comes with taskq for this machine",
        "Install one (Debian: apt install redis-server), or name a Redis with --broker.");
  }
}
