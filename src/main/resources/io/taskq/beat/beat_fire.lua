-- Enqueues the message of one slot of a schedule, once.
--
-- The look at the leader, the pause and the last slot, the message and the new last slot are one
-- step, so neither a crash nor a second beat can double a slot or leave it out.
--
-- Uses part/history
-- KEYS[1] HASH    the entry
-- KEYS[2] STRING  present when this slot was enqueued
-- KEYS[3] LIST    Celery's list of the target
-- KEYS[4] LIST    history of the entry
-- ARGV[1] epoch of the caller
-- ARGV[2] last slot in ms, as the caller knows it
-- ARGV[3] this slot in ms
-- ARGV[4] message
-- ARGV[5] how long a slot is remembered in ms
-- ARGV[6] channel of the hint
-- ARGV[7] id of the task
-- ARGV[8] id of the last run that is over, if the caller had to look
-- ARGV[9] how often the entry may be fired, 0 for no limit
-- ARGV[10] 1 when this slot waited for a run
-- Returns FIRED, AGAIN, PAUSED, OVER, MOVED or FENCED.

local entry, slot, list, history = unpack(KEYS)
local epoch, last, at, raw, kept, hint, id, run, limit, waited = unpack(ARGV)

-- What waited lies before the slots that were passed over meanwhile.
local done = waited == '1' and last or at
local seen = redis.call('HMGET', entry, 'epoch', 'last', 'paused', 'run', 'count', 'buffer')
if tonumber(seen[1] or '0') > tonumber(epoch) then
  return 'FENCED'
end
if (seen[2] or '0') ~= last or run ~= '' and seen[4] ~= run or waited == '1' and seen[6] ~= at then
  return 'MOVED'
end
local count = tonumber(seen[5] or '0')
if limit ~= '0' and count >= tonumber(limit) then
  return 'OVER'
end
if seen[3] then
  redis.call('HSET', entry, 'last', done, 'epoch', epoch)
  redis.call('HDEL', entry, 'buffer')
  return 'PAUSED'
end
local kind = redis.call('TYPE', list).ok
if kind ~= 'none' and kind ~= 'list' then
  return redis.error_reply('WRONGTYPE the key ' .. list .. ' is a ' .. kind .. ', not a list')
end

local fresh = redis.call('SET', slot, '1', 'NX', 'PX', kept)
local now = moment()
if fresh then
  redis.call('LPUSH', list, raw)
  redis.call('PUBLISH', hint, '')
  count = count + 1
  note(history, at, now, 'FIRED', id)
end
redis.call(
  'HSET', entry, 'last', done, 'epoch', epoch, 'run', id, 'ran', now,
  'count', string.format('%.0f', count))
if waited == '1' then
  redis.call('HDEL', entry, 'buffer')
end
return fresh and 'FIRED' or 'AGAIN'
