-- Renews leases, and makes long runs findable by their task id.
--
-- The check of the owner and the renewal are one step, so a lease that was given to another
-- worker is never renewed by the first.
--
-- Uses part/clock part/meta part/ids part/types
-- KEYS[1] HASH    delivery id -> meta
-- KEYS[2] ZSET    leased deliveries, by the end of the lease in ms
-- KEYS[3] HASH    task id -> delivery ids
-- ARGV[1] length of the lease in ms
-- ARGV[2...] delivery id, fence, task id (may be empty) of each
-- Returns the ids of the deliveries that are no longer the caller's.

local meta, leased, ids = KEYS[1], KEYS[2], KEYS[3]
local lease_end = digits(now + tonumber(ARGV[1]))

local wrong = mistyped({meta, 'hash', leased, 'zset', ids, 'hash'})
if wrong then
  return wrong
end
-- Removes nothing, but a full server lets a script pass that began so.
redis.call('ZREM', leased, '')

local lost = {}
for i = 2, #ARGV, 3 do
  local id, fence, task = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local known = redis.call('HGET', meta, id)
  local verdict, _, _, registered = judge(known, fence, '')
  if verdict == 'OURS' then
    redis.call('ZADD', leased, lease_end, id)
    if registered == '' and task ~= '' then
      redis.call('HSET', meta, id, known .. task)
      remember(ids, task, id)
    end
  else
    lost[#lost + 1] = id
  end
end
return lost
