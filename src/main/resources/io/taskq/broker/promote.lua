-- Makes ready what is due.
--
-- Leaving one place and coming to the other are one step. What never ran goes back on Celery's own
-- list, so that any worker may take it; the rest stays with taskq, which knows its count.
--
-- Uses part/clock part/meta part/ids part/types
-- KEYS[1] ZSET    delayed deliveries, by their time in ms
-- KEYS[2] HASH    delivery id -> meta
-- KEYS[3] HASH    delivery id -> message
-- KEYS[4] HASH    task id -> delivery ids
-- KEYS[5] LIST    delivery ids of step 0 that are ready again
-- KEYS[6] LIST    the same of step 1
-- KEYS[7] LIST    the same of step 2
-- KEYS[8] LIST    the same of step 3
-- KEYS[9] LIST    Celery's list of step 0
-- KEYS[10] LIST   the same of step 1
-- KEYS[11] LIST   the same of step 2
-- KEYS[12] LIST   the same of step 3
-- ARGV[1] how many at most
-- ARGV[2] channel of the hint
-- Returns how many.

local delayed, meta, messages, ids = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local limit, hint = ARGV[1], ARGV[2]

local due = redis.call('ZRANGEBYSCORE', delayed, '-inf', digits(now), 'LIMIT', 0, limit)
if #due == 0 then
  return 0
end
local wrong = mistyped({meta, 'hash', messages, 'hash', ids, 'hash'}) or mistyped_lists(5, 8)
if wrong then
  return wrong
end

for _, id in ipairs(due) do
  redis.call('ZREM', delayed, id)
  local raw = redis.call('HGET', messages, id)
  local _, _, step, _, _, op, task = string.match(redis.call('HGET', meta, id) or '', META)
  if not raw or not step then
    redis.call('HDEL', meta, id)
  elseif op == 'eta' and not mistyped({KEYS[9 + step], 'list'}) then
    redis.call('LPUSH', KEYS[9 + step], raw)
    redis.call('HDEL', messages, id)
    redis.call('HDEL', meta, id)
    forget(ids, task, id)
  else
    redis.call('LPUSH', KEYS[5 + step], id)
  end
end
redis.call('PUBLISH', hint, '')
return #due
