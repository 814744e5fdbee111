-- Notes that tasks shall not start any more.
--
-- Forgetting what is old and noting what is new are one step, so the set never grows without end,
-- and no note is lost to another that is made meanwhile.
--
-- Uses part/clock part/types
-- KEYS[1] ZSET    revoked task ids, by until when in ms
-- ARGV[1] how long it holds in ms
-- ARGV[2...] task ids
-- Returns how many were not revoked before.

local revoked = KEYS[1]
local wrong = mistyped({revoked, 'zset'})
if wrong then
  return wrong
end

redis.call('ZREMRANGEBYSCORE', revoked, '-inf', digits(now))
local ends = now + tonumber(ARGV[1])
local fresh = 0
for i = 2, #ARGV do
  fresh = fresh + redis.call('ZADD', revoked, 'GT', digits(ends), ARGV[i])
end
-- The key goes with its last note, when nobody revokes anything any more.
redis.call('PEXPIRE', revoked, ARGV[1])
return fresh
