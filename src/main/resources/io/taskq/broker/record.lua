-- Stores the result of a task that no worker holds any more.
--
-- The look at what is stored and the write are one step, so a success that came in between stays.
--
-- Uses part/result
-- KEYS[1] STRING  result
-- ARGV[1] number of the broker's database
-- ARGV[2] number of the results' database
-- ARGV[3] text of the result
-- ARGV[4] how long it is kept in ms, 0 for ever
-- Returns DONE.

local result = KEYS[1]
local home, away, text, ttl = unpack(ARGV)

visit(home, away)
store_unless_success(result, text, ttl)
visit(away, home)
return 'DONE'
