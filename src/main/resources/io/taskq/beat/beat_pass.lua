-- Goes on from a slot that is not fired, and notes why.
--
-- The look at the leader and the last slot, and the new last slot are one step, so a beat that
-- wakes up late cannot leave out what another one has still to fire.
--
-- Uses part/history
-- KEYS[1] HASH    the entry
-- KEYS[2] LIST    history of the entry
-- ARGV[1] epoch of the caller
-- ARGV[2] last slot in ms, as the caller knows it
-- ARGV[3] slot to go on from in ms
-- ARGV[4] slot to note in ms
-- ARGV[5] WAITS when that slot waits for the last run, else MISSED or SKIPPED
-- ARGV[6] why
-- Returns DONE, MOVED or FENCED.

local entry, history = KEYS[1], KEYS[2]
local epoch, last, at, slot, what, why = unpack(ARGV)

local seen = redis.call('HMGET', entry, 'epoch', 'last')
if tonumber(seen[1] or '0') > tonumber(epoch) then
  return 'FENCED'
end
if (seen[2] or '0') ~= last then
  return 'MOVED'
end
redis.call('HSET', entry, 'last', at, 'epoch', epoch)
if what == 'WAITS' then
  redis.call('HSET', entry, 'buffer', slot)
end
note(history, slot, moment(), what, why)
return 'DONE'
