-- Looks for messages that stand in no place, so that nobody would ever hand them out.
--
-- A server that lost the end of its log may come back with half of a step. One page of messages is
-- compared with all places in one step, because a message on its way is in one of them at any time.
--
-- Uses part/meta part/types
-- KEYS[1] HASH    delivery id -> message
-- KEYS[2] HASH    delivery id -> meta
-- KEYS[3] ZSET    leased deliveries
-- KEYS[4] ZSET    delayed deliveries
-- KEYS[5] ZSET    dead deliveries
-- KEYS[6] LIST    delivery ids of step 0 that are ready again
-- KEYS[7] LIST    the same of step 1
-- KEYS[8] LIST    the same of step 2
-- KEYS[9] LIST    the same of step 3
-- ARGV[1] where the page begins; 0 for the first
-- ARGV[2] how long a list may be to be looked through
-- ARGV[3] channel of the hint when they shall be made ready again, else empty
-- Returns where the next page begins and how many were found; -1 found when a list is too long.

local messages, meta = KEYS[1], KEYS[2]
local page, longest, hint = ARGV[1], tonumber(ARGV[2]), ARGV[3]

local wrong = mistyped({messages, 'hash', meta, 'hash', KEYS[3], 'zset', KEYS[4], 'zset'})
  or mistyped({KEYS[5], 'zset'}) or mistyped_lists(6, 9)
if wrong then
  return wrong
end
local ready = {}
for i = 6, 9 do
  if redis.call('LLEN', KEYS[i]) > longest then
    return {'0', -1}
  end
  for _, id in ipairs(redis.call('LRANGE', KEYS[i], 0, -1)) do
    ready[id] = true
  end
end

local function is_placed(id)
  if ready[id] then
    return true
  end
  for i = 3, 5 do
    if redis.call('ZSCORE', KEYS[i], id) then
      return true
    end
  end
  return false
end

local found = 0
local seen = redis.call('HSCAN', messages, page, 'COUNT', 200)
for i = 1, #seen[2], 2 do
  local id = seen[2][i]
  if not is_placed(id) then
    found = found + 1
    if hint ~= '' then
      local known = redis.call('HGET', meta, id) or '0|0|0||||'
      local count, _, step, _, _, _, task = string.match(known, META)
      redis.call('HSET', meta, id, unheld(tonumber(count), step, '', 'orphan', task))
      redis.call('RPUSH', KEYS[6 + step], id)
      redis.call('PUBLISH', hint, '')
    end
  end
end
return {seen[1], found}
