-- Tells which entries the beats of one name have.
--
-- One command; as a script it is one like the others around it.
--
-- KEYS[1] SET     names of the entries
-- Returns the names.

return redis.call('SMEMBERS', KEYS[1])
