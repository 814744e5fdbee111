-- Puts one message on its queue, unless it was put there before.
--
-- Looking whether it was there and putting it is one step, so a repeat after a lost reply cannot
-- double it. The first write is one that a full server refuses, with nothing half done.
--
-- Uses part/clock part/ids part/types
-- KEYS[1] LIST    Celery's list of the step
-- KEYS[2] ZSET    delayed deliveries, by their time in ms
-- KEYS[3] HASH    delivery id -> message
-- KEYS[4] HASH    delivery id -> meta
-- KEYS[5] HASH    task id -> delivery ids
-- KEYS[6] STRING  last fence
-- KEYS[7] STRING  present while this task id may not come again
-- KEYS[8] STRING  task id this idempotency key was used for
-- ARGV[1] task id
-- ARGV[2] message
-- ARGV[3] index of the priority step
-- ARGV[4] when it is due in ms, 0 for now
-- ARGV[5] how long the task id may not come again in ms, 0 for not
-- ARGV[6] how long the idempotency key holds in ms, 0 for no key
-- ARGV[7] channel of the hint
-- Returns {1, task id} when put, {0, task id} of what was there before.

local list, delayed, messages, meta = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local ids, last_fence, same_id, idempotency = KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local task, raw, step, due = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local id_ttl, key_ttl, hint = ARGV[5], ARGV[6], ARGV[7]

local wrong = mistyped({
  list, 'list', delayed, 'zset', messages, 'hash', meta, 'hash', ids, 'hash', last_fence, 'string',
})
if wrong then
  return wrong
end
local before = key_ttl ~= '0' and redis.call('GET', idempotency)
if before then
  return {0, before}
end
if id_ttl ~= '0' and redis.call('EXISTS', same_id) == 1 then
  return {0, task}
end

if due > now then
  local id = digits(fence_after(redis.call('GET', last_fence)))
  redis.call('SET', last_fence, id)
  redis.call('HSET', messages, id, raw)
  redis.call('HSET', meta, id, '0|0|' .. step .. '|||eta|' .. task)
  redis.call('ZADD', delayed, digits(due), id)
  remember(ids, task, id)
else
  redis.call('LPUSH', list, raw)
  redis.call('PUBLISH', hint, '')
end
if key_ttl ~= '0' then
  redis.call('SET', idempotency, task, 'PX', key_ttl)
end
if id_ttl ~= '0' then
  redis.call('SET', same_id, '1', 'PX', id_ttl)
end
return {1, task}
