package io.taskq.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} answers. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"taskq " + io.taskq.cli.output.Build.VERSION};
  }
}
