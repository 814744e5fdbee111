-- Tells what became of the slots of an entry, the latest first.
--
-- One command; as a script it is one like the others around it.
--
-- KEYS[1] LIST    history of the entry
-- ARGV[1] how many at most
-- Returns lines of slot in ms, time in ms, what became of it, and its task id or why.

return redis.call('LRANGE', KEYS[1], 0, ARGV[1] - 1)
