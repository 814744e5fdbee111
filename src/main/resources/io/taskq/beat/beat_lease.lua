-- Gives the lead of the beats of one name to one of them, for a while.
--
-- Looking who leads and taking over are one step, so two never lead; a new leader has a greater
-- epoch, by which the slots it fires are told from those of an old one that wakes up late.
--
-- KEYS[1] HASH    owner, end in ms, length in ms, epoch and plan of the lead
-- ARGV[1] who asks
-- ARGV[2] how long in ms
-- ARGV[3] which plan the asker has
-- Returns {1 when the asker leads else 0, epoch, how long it lasts in ms, plan of the leader}.

local lead = KEYS[1]
local asker, lease, plan = ARGV[1], tonumber(ARGV[2]), ARGV[3]

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local seen = redis.call('HMGET', lead, 'owner', 'until', 'epoch', 'length', 'plan')
local owner, ends, epoch = seen[1], tonumber(seen[2] or '0'), tonumber(seen[3] or '0')
-- A lead that lasts longer than it was given for is one from before the clock was set back.
local lasts = ends > now and ends - now <= tonumber(seen[4] or ARGV[2])
if lasts and owner ~= asker then
  return {0, string.format('%.0f', epoch), ends - now, seen[5] or ''}
end
-- Removes nothing, but a full server lets a script pass that began so.
redis.call('HDEL', lead, '')
if not lasts then
  -- Not below the clock: the old epoch may have been lost with its server.
  epoch = math.max(epoch + 1, now)
end
redis.call(
  'HSET', lead, 'owner', asker, 'until', string.format('%.0f', now + lease), 'length', ARGV[2],
  'epoch', string.format('%.0f', epoch), 'plan', plan)
return {1, string.format('%.0f', epoch), lease, plan}
