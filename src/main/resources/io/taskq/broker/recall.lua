-- Makes deliveries due that wait for their time, if they still do.
--
-- Looking and moving are one step, so what was promoted in between does not come back.
--
-- KEYS[1] ZSET    delayed deliveries, by their time in ms
-- ARGV[1] the new time in ms; of one time the oldest comes first
-- ARGV[2...] delivery ids
-- Returns how many waited for a later time.

local delayed, due = KEYS[1], ARGV[1]

local entries = {}
for i = 2, #ARGV do
  entries[#entries + 1], entries[#entries + 2] = due, ARGV[i]
end
return redis.call('ZADD', delayed, 'XX', 'LT', 'CH', unpack(entries))
