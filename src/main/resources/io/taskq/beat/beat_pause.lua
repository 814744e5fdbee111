-- Stops or starts the firing of an entry.
--
-- Looking and changing are one step, so of two who do the same at once one hears that it was so
-- before. The next fire sees it, whichever beat leads.
--
-- Uses part/history
-- KEYS[1] HASH    the entry
-- KEYS[2] LIST    history of the entry
-- ARGV[1] pause or resume
-- ARGV[2] why
-- Returns 1 when that changed something, else 0.

local entry, history = KEYS[1], KEYS[2]
local what, why = ARGV[1], ARGV[2]

local paused = redis.call('HGET', entry, 'paused')
local now = moment()
if what == 'pause' then
  redis.call('HSET', entry, 'paused', paused or now, 'note', why)
  if paused then
    return 0
  end
  note(history, now, now, 'PAUSED', why)
  return 1
end
if not paused then
  return 0
end
redis.call('HDEL', entry, 'paused', 'note')
-- What came meanwhile was left out on purpose, whoever leads next.
redis.call('HSET', entry, 'resumed', now)
note(history, now, now, 'RESUMED', '')
return 1
