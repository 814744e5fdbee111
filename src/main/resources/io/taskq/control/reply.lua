-- Puts one reply into the box of a client, if the client still waits for it.
--
-- Looking and pushing are one step, so a client that leaves in between cannot
-- leave a list behind that nobody ever reads; the expiry is for those that die.
--
-- KEYS[1] SET   boxes that somebody waits on
-- KEYS[2] LIST  the client's box
-- ARGV[1] entry of the box in the set
-- ARGV[2] the reply
-- ARGV[3] time the box is kept, ms
-- Returns 1, or 0 when the client has left.

local boxes, box = KEYS[1], KEYS[2]
local entry, reply, kept = ARGV[1], ARGV[2], ARGV[3]

if redis.call('SISMEMBER', boxes, entry) == 0 then
  return 0
end
redis.call('LPUSH', box, reply)
redis.call('PEXPIRE', box, kept)
return 1
