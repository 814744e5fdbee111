-- Lets go of an entry that is in no plan any more; for a while it can still be looked at.
--
-- The look at the leader and the change are one step, so a beat with an old plan that wakes up late
-- cannot put out what another one has.
--
-- KEYS[1] SET     names of the entries
-- KEYS[2] HASH    the entry
-- KEYS[3] LIST    its history
-- ARGV[1] epoch of the caller
-- ARGV[2] name of the entry
-- ARGV[3] for how long it is kept in ms
-- Returns 1 when it was let go, else 0.

local names, entry, history = KEYS[1], KEYS[2], KEYS[3]
local epoch, name, kept = ARGV[1], ARGV[2], ARGV[3]

if tonumber(redis.call('HGET', entry, 'epoch') or '0') > tonumber(epoch) then
  return 0
end
redis.call('SREM', names, name)
redis.call('PEXPIRE', entry, kept)
redis.call('PEXPIRE', history, kept)
return 1
