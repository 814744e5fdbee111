-- Makes delayed tasks due at once.
--
-- Finding a delivery by its task and moving its time are one step, so what was promoted meanwhile
-- is not delayed again.
--
-- Uses part/clock part/types
-- KEYS[1] HASH    task id -> delivery ids
-- KEYS[2] ZSET    delayed deliveries, by their time in ms
-- ARGV[1...] task ids
-- Returns how many.

local ids, delayed = KEYS[1], KEYS[2]
local wrong = mistyped({ids, 'hash', delayed, 'zset'})
if wrong then
  return wrong
end

local moved = 0
for _, known in ipairs(redis.call('HMGET', ids, unpack(ARGV))) do
  for id in string.gmatch(known or '', '%d+') do
    moved = moved + redis.call('ZADD', delayed, 'XX', 'CH', digits(now), id)
  end
end
return moved
