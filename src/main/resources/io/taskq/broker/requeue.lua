-- Makes dead letters ready again, counted anew.
--
-- Leaving one place and coming to the other are one step, so two people may ask for it at once.
--
-- Uses part/meta part/types
-- KEYS[1] ZSET    dead deliveries, by when in ms
-- KEYS[2] HASH    delivery id -> its history, and why it is dead
-- KEYS[3] HASH    delivery id -> meta
-- KEYS[4] LIST    delivery ids of step 0 that are ready again
-- KEYS[5] LIST    the same of step 1
-- KEYS[6] LIST    the same of step 2
-- KEYS[7] LIST    the same of step 3
-- ARGV[1] channel of the hint
-- ARGV[2...] delivery ids
-- Returns how many of them were dead.

local dead, deadinfo, meta = KEYS[1], KEYS[2], KEYS[3]
local hint = ARGV[1]

local wrong = mistyped({dead, 'zset', deadinfo, 'hash', meta, 'hash'}) or mistyped_lists(4, 7)
if wrong then
  return wrong
end
local count = 0
for i = 2, #ARGV do
  local id = ARGV[i]
  if redis.call('ZREM', dead, id) == 1 then
    local known = redis.call('HGET', meta, id) or '0|0|0||||'
    local _, _, step, _, _, _, task = string.match(known, META)
    redis.call('HDEL', deadinfo, id)
    redis.call('HSET', meta, id, unheld(0, step, '', 'requeue', task))
    redis.call('LPUSH', KEYS[4 + step], id)
    count = count + 1
  end
end
if count > 0 then
  redis.call('PUBLISH', hint, '')
end
return count
