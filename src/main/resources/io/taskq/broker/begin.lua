-- Stores that a task has started, or how far it is.
--
-- The check of the owner and the write are one step, so a worker that has lost its lease cannot
-- make a finished task look as if it ran.
--
-- Uses part/meta part/result part/types
-- KEYS[1] HASH    delivery id -> meta
-- KEYS[2] ZSET    leased deliveries, by the end of the lease in ms
-- KEYS[3] STRING  result
-- ARGV[1] delivery id
-- ARGV[2] fence
-- ARGV[3] number of the broker's database
-- ARGV[4] number of the results' database
-- ARGV[5] text of the result
-- ARGV[6] how long it is kept in ms, 0 for ever
-- Returns DONE, GONE or STALE.

local meta, leased, result = KEYS[1], KEYS[2], KEYS[3]
local id, fence, home, away, text, ttl = unpack(ARGV)

local verdict = judge(redis.call('HGET', meta, id), fence, '')
if verdict ~= 'OURS' then
  return verdict
end
local wrong = mistyped({leased, 'zset'})
if wrong then
  return wrong
end
-- Removes nothing, but a full server lets a script pass that began so.
redis.call('ZREM', leased, '')
visit(home, away)
store_unless_success(result, text, ttl)
visit(away, home)
return 'DONE'
