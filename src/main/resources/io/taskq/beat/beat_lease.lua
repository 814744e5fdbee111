-- Gives the lead of the beats of one name to one of them, for a while.
--
-- Looking who leads and taking over are one step, so two never lead; a new leader has a greater
-- epoch, by which the slots it fires are told from those of an old one that wakes up late.
--
-- KEYS[1] HASH    owner, end in ms and epoch of the lead
-- ARGV[1] who asks
-- ARGV[2] how long in ms
-- Returns {1 when the asker leads else 0, epoch, how long it lasts in ms}.

local lead = KEYS[1]
local asker, lease = ARGV[1], tonumber(ARGV[2])

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local seen = redis.call('HMGET', lead, 'owner', 'until', 'epoch')
local owner, ends, epoch = seen[1], tonumber(seen[2] or '0'), tonumber(seen[3] or '0')
if ends > now and owner ~= asker then
  return {0, string.format('%.0f', epoch), ends - now}
end
-- Removes nothing, but a full server lets a script pass that began so.
redis.call('HDEL', lead, '')
if ends <= now then
  -- Not below the clock: the old epoch may have been lost with its server.
  epoch = math.max(epoch + 1, now)
end
redis.call(
  'HSET', lead, 'owner', asker, 'until', string.format('%.0f', now + lease),
  'epoch', string.format('%.0f', epoch))
return {1, string.format('%.0f', epoch), lease}
