-- Ends deliveries that have no follow-ups, and stores their results.
--
-- The check of the owner, the end and the result are one step, so exactly one of several runs is
-- accepted, and none ends without its result.
--
-- Uses part/ids part/result part/types
-- KEYS[1] HASH    delivery id -> meta
-- KEYS[2] ZSET    leased deliveries, by the end of the lease in ms
-- KEYS[3] HASH    delivery id -> message
-- KEYS[4] HASH    task id -> delivery ids
-- KEYS[5] HASH    delivery id -> its history
-- KEYS[6...] STRING result of each, in order
-- ARGV[1] number of the broker's database
-- ARGV[2] number of the results' database
-- ARGV[3...] delivery id, fence, text of the result (may be empty), its life in ms of each
-- Returns 1 done, 0 gone, -1 stale for each.

local meta, leased, messages, ids, deadinfo = unpack(KEYS, 1, 5)
local home, away = ARGV[1], ARGV[2]

local wrong = mistyped({
  leased, 'zset', messages, 'hash', ids, 'hash', deadinfo, 'hash',
})
if wrong then
  return wrong
end
local all = {}
for i = 3, #ARGV, 4 do
  all[#all + 1] = ARGV[i]
end
local metas = redis.call('HMGET', meta, unpack(all))
-- Three captures instead of seven: this runs for every task there is.
local HOLDER_OP_TASK = '^%d+|(%d+)|%d+|[^|]*|%d*|(%a*)|(.*)$'
local answers, ours, registered, past = {}, {}, {}, {}
for n, id in ipairs(all) do
  local holder, op, task = string.match(metas[n] or '', HOLDER_OP_TASK)
  answers[n] = holder == ARGV[4 * n] and 1 or holder and -1 or 0
  if answers[n] == 1 then
    ours[#ours + 1] = id
    -- Only what was handed out before has a history.
    if op ~= '' then
      past[#past + 1] = id
    end
    if task ~= '' then
      registered[id] = task
    end
  end
end
if #ours == 0 then
  return answers
end

redis.call('ZREM', leased, unpack(ours))
redis.call('HDEL', meta, unpack(ours))
redis.call('HDEL', messages, unpack(ours))
if #past > 0 then
  redis.call('HDEL', deadinfo, unpack(past))
end
for id, task in pairs(registered) do
  forget(ids, task, id)
end
visit(home, away)
for n = 1, #all do
  local key, text, ttl = KEYS[5 + n], ARGV[4 * n + 1], ARGV[4 * n + 2]
  if answers[n] == 1 and text ~= '' and not store_first(key, text, ttl) then
    store_unless_success(key, text, ttl)
  end
end
visit(away, home)
return answers
