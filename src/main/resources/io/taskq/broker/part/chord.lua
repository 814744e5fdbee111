-- The count of a chord, kept as Celery keeps it: .j the parts, .s how many, .t how many more.
-- Beside it .b, the body, for the end of a part that cannot be read and so cannot say what it is.
local function chord_mistyped(group)
  return mistyped({
    group .. '.j', 'zset', group .. '.s', 'string',
    group .. '.t', 'string', group .. '.b', 'string',
  })
end

-- A task that runs again may end differently; its entry is replaced, never counted twice.
local function count_part(joined, place, own, entry)
  for _, old in ipairs(redis.call('ZRANGEBYSCORE', joined, place, place)) do
    if old ~= entry and string.sub(old, 1, #own) == own then
      redis.call('ZREM', joined, old)
    end
  end
  redis.call('ZADD', joined, place, entry)
end

-- Counts parts: place, beginning and entry of each. Answers all in order when none is missing, the
-- body as somebody has named it before them.
local function count_parts(group, life, body, arg, parts)
  local joined, size, more, named = group .. '.j', group .. '.s', group .. '.t', group .. '.b'
  for i = arg, arg + 3 * parts - 1, 3 do
    count_part(joined, ARGV[i], ARGV[i + 1], ARGV[i + 2])
  end
  local wanted = tonumber(redis.call('GET', size) or '')
  local added = tonumber(redis.call('GET', more) or '0') or 0
  if body ~= '' then
    redis.call('SET', named, body, 'NX')
  end
  if life ~= '0' then
    for _, key in ipairs({joined, size, more, named}) do
      redis.call('PEXPIRE', key, life)
    end
  end
  if wanted and redis.call('ZCARD', joined) >= wanted + added then
    local entries = redis.call('ZRANGE', joined, 0, -1)
    table.insert(entries, 1, redis.call('GET', named) or '')
    return entries
  end
end
