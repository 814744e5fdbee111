-- Deletes dead letters.
--
-- Only what is dead is deleted, in one step with the look: a letter that was made ready again
-- meanwhile stays.
--
-- Uses part/meta part/ids part/types
-- KEYS[1] ZSET    dead deliveries, by when in ms
-- KEYS[2] HASH    delivery id -> its history, and why it is dead
-- KEYS[3] HASH    delivery id -> meta
-- KEYS[4] HASH    delivery id -> message
-- KEYS[5] HASH    task id -> delivery ids
-- ARGV[1...] delivery ids
-- Returns how many of them were dead.

local dead, deadinfo, meta, messages, ids = unpack(KEYS)

local wrong = mistyped({
  dead, 'zset', deadinfo, 'hash', meta, 'hash', messages, 'hash', ids, 'hash',
})
if wrong then
  return wrong
end
local count = 0
for _, id in ipairs(ARGV) do
  if redis.call('ZREM', dead, id) == 1 then
    local task = select(7, string.match(redis.call('HGET', meta, id) or '0|0|0||||', META))
    redis.call('HDEL', deadinfo, id)
    redis.call('HDEL', meta, id)
    redis.call('HDEL', messages, id)
    forget(ids, task, id)
    count = count + 1
  end
end
return count
