-- Counts what one queue holds, and shows what is served next of each step.
--
-- One step, so that a message on its way is counted once.
--
-- Uses part/types
-- KEYS[1] ZSET    delayed deliveries
-- KEYS[2] ZSET    leased deliveries
-- KEYS[3] ZSET    dead deliveries
-- KEYS[4] STRING  note, present while the queue is paused
-- KEYS[5] LIST    delivery ids of step 0 that are ready again
-- KEYS[6] LIST    the same of step 1
-- KEYS[7] LIST    the same of step 2
-- KEYS[8] LIST    the same of step 3
-- KEYS[9] LIST    Celery's list of step 0
-- KEYS[10] LIST   the same of step 1
-- KEYS[11] LIST   the same of step 2
-- KEYS[12] LIST   the same of step 3
-- KEYS[13] HASH   delivery id -> message
-- Returns delayed, leased, dead, ready of each step, then a list of the next messages (of up to
-- 64 KiB), then the note when it is paused.

local delayed, leased, dead, paused = unpack(KEYS, 1, 4)
local messages = KEYS[13]

local wrong = mistyped({
  delayed, 'zset', leased, 'zset', dead, 'zset', paused, 'string', messages, 'hash',
})
  or mistyped_lists(5, 12)
if wrong then
  return wrong
end
local out = {redis.call('ZCARD', delayed), redis.call('ZCARD', leased), redis.call('ZCARD', dead)}
for i = 5, 8 do
  out[#out + 1] = redis.call('LLEN', KEYS[i]) + redis.call('LLEN', KEYS[i + 4])
end
local heads = {}
local function add(raw)
  if raw and #raw <= 65536 then
    heads[#heads + 1] = raw
  end
end
for i = 5, 8 do
  local id = redis.call('LINDEX', KEYS[i], -1)
  add(id and redis.call('HGET', messages, id))
  add(redis.call('LINDEX', KEYS[i + 4], -1))
end
out[#out + 1] = heads
local note = redis.call('GET', paused)
if note then
  out[#out + 1] = note
end
return out
