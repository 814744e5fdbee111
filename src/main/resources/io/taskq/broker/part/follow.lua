-- Messages sent in the same step: a list in KEYS for every pair of envelope and hint in ARGV.
local function send(first_key, first_arg, count)
  for i = 0, count - 1 do
    redis.call('LPUSH', KEYS[first_key + i], ARGV[first_arg + 2 * i])
    redis.call('PUBLISH', ARGV[first_arg + 2 * i + 1], '')
  end
end
