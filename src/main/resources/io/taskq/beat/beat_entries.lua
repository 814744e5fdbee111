-- Tells a new leader where each entry stands, and notes those that are new or were changed.
--
-- Reading and noting are one step, so an entry has one anchor, however many beats see it first.
--
-- KEYS[1...] HASH    of each entry: last slot and anchor in ms, epoch, what it was when anchored
-- ARGV[1] epoch of the caller
-- ARGV[2...] what each entry is now
-- Returns anchor and last slot (0 for none) of each in ms; nothing when a newer leader was here.

local epoch = ARGV[1]

local clock = redis.call('TIME')
local now = string.format('%.0f', clock[1] * 1000 + math.floor(clock[2] / 1000))
local places = {}
for i, entry in ipairs(KEYS) do
  local seen = redis.call('HMGET', entry, 'epoch', 'spec', 'anchor', 'last')
  if tonumber(seen[1] or '0') > tonumber(epoch) then
    return {}
  end
  local anchor = seen[3]
  if seen[2] ~= ARGV[i + 1] then
    -- A changed entry starts anew: what its new times would have been before is nobody's loss.
    anchor = now
    redis.call('HSET', entry, 'spec', ARGV[i + 1], 'anchor', anchor, 'epoch', epoch)
  end
  places[#places + 1] = anchor
  places[#places + 1] = seen[4] or '0'
end
return places
