-- The count of a chord, kept as Celery keeps it: .j the parts, .s how many, .t how many more.
local function chord_mistyped(group)
  return mistyped({group .. '.j', 'zset', group .. '.s', 'string', group .. '.t', 'string'})
end

-- Counts a part. Answers all of them in order when none is missing.
local function count_part(group, part)
  local joined, size, more = group .. '.j', group .. '.s', group .. '.t'
  -- A task that runs again may end differently; its entry is replaced, never counted twice.
  for _, old in ipairs(redis.call('ZRANGEBYSCORE', joined, part.score, part.score)) do
    if old ~= part.entry and string.sub(old, 1, #part.own) == part.own then
      redis.call('ZREM', joined, old)
    end
  end
  redis.call('ZADD', joined, part.score, part.entry)
  local wanted = tonumber(redis.call('GET', size) or '')
  local added = tonumber(redis.call('GET', more) or '0') or 0
  for _, key in ipairs({joined, size, more}) do
    redis.call('PEXPIRE', key, part.ttl)
  end
  if wanted and redis.call('ZCARD', joined) >= wanted + added then
    return redis.call('ZRANGE', joined, 0, -1)
  end
end
