# Sidekiq's side of bin/bench: a job that does nothing, and filling its queue.
require "sidekiq"

# Debian's newer client warns at every push, which would cost Sidekiq its speed.
Redis.silence_deprecations = true if defined?(Redis)

Sidekiq.configure_server { |config| config.redis = {url: ENV["BENCH_REDIS"]} }
Sidekiq.configure_client { |config| config.redis = {url: ENV["BENCH_REDIS"]} }

class Nothing
  include Sidekiq::Worker

  def perform
  end
end

# Prints the seconds it took.
if $PROGRAM_NAME == __FILE__
  begun = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  Integer(ARGV[1]).times { Nothing.perform_async }
  puts Process.clock_gettime(Process::CLOCK_MONOTONIC) - begun
end
