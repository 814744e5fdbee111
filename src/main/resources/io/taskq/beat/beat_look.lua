-- Tells who leads the beats of one name, and where entries stand.
--
-- One step, so that what is shown together is from one moment.
--
-- KEYS[1] HASH    the lead
-- KEYS[2...] HASH    of each entry
-- Returns how long the lead lasts in ms (0 when nobody leads), who leads, its plan; then for each
-- entry the anchor, last slot, id and time of the last run, how often it was fired, since when it
-- is paused, why, time of the last resume, slot that waits; '' for what there is not.

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local lead = redis.call('HMGET', KEYS[1], 'until', 'owner', 'plan', 'length')
local left = tonumber(lead[1] or '0') - now
if left < 0 or left > tonumber(lead[4] or '0') then
  left = 0
end
local found = {left, lead[2] or '', lead[3] or ''}
for i = 2, #KEYS do
  local seen = redis.call(
    'HMGET', KEYS[i], 'anchor', 'last', 'run', 'ran', 'count', 'paused', 'note', 'resumed',
    'buffer')
  for field = 1, 9 do
    found[#found + 1] = seen[field] or ''
  end
end
return found
