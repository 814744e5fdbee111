-- Enqueues the message of one slot of a schedule, once.
--
-- The look at the leader and the last slot, the message and the new last slot are one step, so
-- neither a crash nor a second beat can double a slot or leave it out.
--
-- KEYS[1] HASH    last slot in ms and epoch of the entry
-- KEYS[2] STRING  present when this slot was enqueued
-- KEYS[3] LIST    Celery's list of the target
-- ARGV[1] epoch of the caller
-- ARGV[2] last slot in ms, as the caller knows it
-- ARGV[3] this slot in ms
-- ARGV[4] message
-- ARGV[5] how long a slot is remembered in ms
-- ARGV[6] channel of the hint
-- Returns FIRED, AGAIN, MOVED or FENCED.

local entry, slot, list = KEYS[1], KEYS[2], KEYS[3]
local epoch, last, at, raw, kept, hint = unpack(ARGV)

local seen = redis.call('HMGET', entry, 'last', 'epoch')
if tonumber(seen[2] or '0') > tonumber(epoch) then
  return 'FENCED'
end
if (seen[1] or '0') ~= last then
  return 'MOVED'
end
local kind = redis.call('TYPE', list).ok
if kind ~= 'none' and kind ~= 'list' then
  return redis.error_reply('WRONGTYPE the key ' .. list .. ' is a ' .. kind .. ', not a list')
end

local fresh = redis.call('SET', slot, '1', 'NX', 'PX', kept)
if fresh then
  redis.call('LPUSH', list, raw)
  redis.call('PUBLISH', hint, '')
end
redis.call('HSET', entry, 'last', at, 'epoch', epoch)
return fresh and 'FIRED' or 'AGAIN'
