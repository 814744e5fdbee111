-- Stops the handing out of a queue, or lets it go on.
--
-- The change and the answer whether it was one are one step, so of two people one is told that he
-- did it.
--
-- Uses part/types
-- KEYS[1] STRING  note, present while the queue is paused
-- ARGV[1] pause or resume
-- ARGV[2] note
-- ARGV[3] channel of the hint
-- Returns 1 when that was a change, else 0.

local paused = KEYS[1]
local what, note, hint = unpack(ARGV)

local wrong = mistyped({paused, 'string'})
if wrong then
  return wrong
end
if what == 'resume' then
  local changed = redis.call('DEL', paused)
  redis.call('PUBLISH', hint, '')
  return changed
end
local before = redis.call('EXISTS', paused)
redis.call('SET', paused, note)
return 1 - before
