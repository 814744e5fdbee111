-- Lets a delivery wait for its time, with the message of its next attempt.
--
-- The new message, the end of the lease and the result are one step, so a crash can neither lose
-- the next attempt nor start it beside this one.
--
-- Uses part/clock part/meta part/ids part/result part/types part/follow part/history
-- KEYS[1] HASH    delivery id -> meta
-- KEYS[2] ZSET    leased deliveries, by the end of the lease in ms
-- KEYS[3] HASH    delivery id -> message
-- KEYS[4] HASH    task id -> delivery ids
-- KEYS[5] ZSET    delayed deliveries, by their time in ms
-- KEYS[6] STRING  result
-- KEYS[7] HASH    delivery id -> its history
-- KEYS[8...] LIST Celery's list of each follow-up
-- ARGV[1] delivery id
-- ARGV[2] fence
-- ARGV[3] task id, may be empty
-- ARGV[4] eta, retry, crash or later
-- ARGV[5] when it is due in ms
-- ARGV[6] new message, empty to keep the old one
-- ARGV[7] number of the broker's database
-- ARGV[8] number of the results' database
-- ARGV[9] text of the result, may be empty
-- ARGV[10] its life in ms, 0 for ever
-- ARGV[11] how the attempt failed, without blanks; for a retry
-- ARGV[12...] envelope and channel of the hint of each follow-up
-- Returns DONE, GONE or STALE.

local meta, leased, messages, ids, delayed, result, info = unpack(KEYS, 1, 7)
local id, fence, task, op, due, raw = unpack(ARGV, 1, 6)
local home, away, text, ttl, why = unpack(ARGV, 7, 11)

local verdict, count, step, registered, worker = judge(redis.call('HGET', meta, id), fence, op)
if verdict ~= 'OURS' then
  return verdict
end
local wrong = mistyped({
  leased, 'zset', messages, 'hash', ids, 'hash', delayed, 'zset', info, 'hash',
}) or mistyped_lists(8, #KEYS)
if wrong then
  return wrong
end

redis.call('ZREM', leased, id)
-- A retry is a new attempt and may be handed out as often as the first; what never ran does not
-- count as handed out; what killed the process it ran in does.
local counted = op == 'retry' and 0 or op == 'crash' and count or math.max(count - 1, 0)
task = registered ~= '' and registered or task
redis.call('HSET', meta, id, unheld(counted, step, fence, op, task))
if raw ~= '' then
  redis.call('HSET', messages, id, raw)
end
redis.call('ZADD', delayed, due, id)
if op == 'retry' or op == 'crash' then
  local how = op == 'retry' and 'failed' or 'lost'
  redis.call('HSET', info, id, history(info, id, ended(fence, how, worker, why)))
elseif op == 'eta' then
  -- It may go back on Celery's list, where nothing remembers it.
  redis.call('HDEL', info, id)
end
remember(ids, task, id)
visit(home, away)
store_unless_success(result, text, ttl)
visit(away, home)
send(8, 12, #KEYS - 7)
return 'DONE'
