-- Tells a new leader where entries stand, and notes those that are new or were changed.
--
-- Reading and noting are one step, so an entry has one anchor, however many beats see it first.
--
-- KEYS[1] SET     names of the entries
-- KEYS[2...] HASH    of each entry: what it was when anchored, and where it stands
-- ARGV[1] epoch of the caller
-- ARGV[2...] name of each entry, and what it is now
-- Returns for each the anchor, last slot (0 for none), time of the last resume (0), id and time of
-- the last run, how often it was fired, slot that waits for that run; nothing when a newer leader
-- was here.

local names, epoch = KEYS[1], ARGV[1]

local clock = redis.call('TIME')
local now = string.format('%.0f', clock[1] * 1000 + math.floor(clock[2] / 1000))
local places = {}
for i = 2, #KEYS do
  local entry, name, spec = KEYS[i], ARGV[2 * i - 2], ARGV[2 * i - 1]
  local seen = redis.call(
    'HMGET', entry, 'epoch', 'spec', 'anchor', 'last', 'resumed', 'run', 'ran', 'count', 'buffer')
  if tonumber(seen[1] or '0') > tonumber(epoch) then
    return {}
  end
  if seen[2] ~= spec then
    -- A changed entry starts anew: what its new times would have been before is nobody's loss.
    seen[3], seen[8], seen[9] = now, '0', ''
    redis.call('HSET', entry, 'spec', spec, 'anchor', now, 'epoch', epoch, 'count', '0')
    redis.call('HDEL', entry, 'buffer')
    redis.call('SADD', names, name)
  end
  redis.call('PERSIST', entry)
  for field = 3, 9 do
    places[#places + 1] = seen[field] or ''
  end
end
return places
