-- Gives a delivery back to the front of its queue, as if it had not been handed out.
--
-- The end of the lease and the return are one step, so the message is never in both places.
--
-- Uses part/meta part/ids part/types
-- KEYS[1] HASH    delivery id -> meta
-- KEYS[2] ZSET    leased deliveries, by the end of the lease in ms
-- KEYS[3] HASH    task id -> delivery ids
-- KEYS[4] LIST    delivery ids of step 0 that are ready again
-- KEYS[5] LIST    the same of step 1
-- KEYS[6] LIST    the same of step 2
-- KEYS[7] LIST    the same of step 3
-- ARGV[1] delivery id
-- ARGV[2] fence
-- ARGV[3] task id, may be empty
-- ARGV[4] channel of the hint
-- Returns DONE, GONE or STALE.

local meta, leased, ids = KEYS[1], KEYS[2], KEYS[3]
local id, fence, task, hint = unpack(ARGV)

local verdict, count, step, registered = judge(redis.call('HGET', meta, id), fence, 'release')
if verdict ~= 'OURS' then
  return verdict
end
local wrong = mistyped({leased, 'zset', ids, 'hash'}) or mistyped_lists(4, 7)
if wrong then
  return wrong
end

task = registered ~= '' and registered or task
redis.call('ZREM', leased, id)
redis.call('HSET', meta, id, unheld(math.max(count - 1, 0), step, fence, 'release', task))
redis.call('RPUSH', KEYS[4 + step], id)
remember(ids, task, id)
redis.call('PUBLISH', hint, '')
return 'DONE'
