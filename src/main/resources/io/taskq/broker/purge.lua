-- Deletes some of what waits in a queue: ready, ready again, delayed.
--
-- Bounded, so that other callers get their turn; what somebody holds or is dead stays.
--
-- Uses part/meta part/ids part/types
-- KEYS[1] ZSET    delayed deliveries, by their time in ms
-- KEYS[2] HASH    delivery id -> meta
-- KEYS[3] HASH    delivery id -> message
-- KEYS[4] HASH    task id -> delivery ids
-- KEYS[5] HASH    delivery id -> its history
-- KEYS[6] LIST    delivery ids of step 0 that are ready again
-- KEYS[7] LIST    the same of step 1
-- KEYS[8] LIST    the same of step 2
-- KEYS[9] LIST    the same of step 3
-- KEYS[10] LIST   Celery's list of step 0
-- KEYS[11] LIST   the same of step 1
-- KEYS[12] LIST   the same of step 2
-- KEYS[13] LIST   the same of step 3
-- ARGV[1] how many at most
-- Returns how many; 0 when nothing waits any more.

local delayed, meta, messages, ids, deadinfo = unpack(KEYS, 1, 5)
local left = tonumber(ARGV[1])

local wrong = mistyped({
  delayed, 'zset', meta, 'hash', messages, 'hash', ids, 'hash', deadinfo, 'hash',
}) or mistyped_lists(6, 13)
if wrong then
  return wrong
end
local count = 0
local function delete(id)
  local task = select(7, string.match(redis.call('HGET', meta, id) or '0|0|0||||', META))
  redis.call('HDEL', meta, id)
  redis.call('HDEL', messages, id)
  redis.call('HDEL', deadinfo, id)
  forget(ids, task, id)
  count = count + 1
end

for i = 10, 13 do
  local cut = math.min(redis.call('LLEN', KEYS[i]), left - count)
  if cut > 0 then
    redis.call('LTRIM', KEYS[i], 0, -cut - 1)
    count = count + cut
  end
end
for i = 6, 9 do
  for _, id in ipairs(count < left and redis.call('RPOP', KEYS[i], left - count) or {}) do
    delete(id)
  end
end
local due = count < left and redis.call('ZPOPMIN', delayed, left - count) or {}
for i = 1, #due, 2 do
  delete(due[i])
end
return count
