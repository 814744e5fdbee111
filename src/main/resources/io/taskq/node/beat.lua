-- Writes what a node says of itself, unless another living node has its name.
--
-- Looking for the other one and writing are one step, so two nodes that start at
-- the same moment cannot both take the name. The same step joins and renews: a
-- node that was frozen until its entry expired is whole again after one beat.
--
-- KEYS[1] ZSET  node names, by the end of their registration, epoch ms
-- KEYS[2] HASH  the node
-- ARGV[1] name of the node
-- ARGV[2] boot id of the node
-- ARGV[3] silence after which a name is free again, ms
-- ARGV[4] time the entry is kept after the last beat, ms
-- ARGV[5] process id
-- ARGV[6] slots
-- ARGV[7] busy slots
-- ARGV[8] names of the queues, JSON
-- ARGV[9] pool
-- ARGV[10] version
-- ARGV[11] start of the node, epoch ms
-- Returns {} when written, or {seen, ms; process id} of the node that has the name.

local nodes, node = KEYS[1], KEYS[2]
local name, boot_id, free_after, kept = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local pid, slots, busy, queues = ARGV[5], ARGV[6], ARGV[7], ARGV[8]
local pool, version, started = ARGV[9], ARGV[10], ARGV[11]

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local owner = redis.call('HMGET', node, 'boot_id', 'seen', 'pid')
if owner[1] and owner[1] ~= boot_id and now - (tonumber(owner[2]) or 0) < free_after then
  return {owner[2], owner[3]}
end

-- Removes nothing, but a full server lets a script pass that began so: a worker that cannot say
-- that it lives could not start there, and only workers make room.
redis.call('ZREM', nodes, '')

local seen = string.format('%.0f', now)
redis.call('HSET', node, 'boot_id', boot_id, 'pid', pid, 'slots', slots, 'busy', busy,
  'queues', queues, 'pool', pool, 'version', version, 'started', started, 'seen', seen)
redis.call('PEXPIRE', node, kept)
redis.call('ZADD', nodes, string.format('%.0f', now + free_after), name)
redis.call('ZREMRANGEBYSCORE', nodes, '-inf', string.format('%.0f', now - kept))
return {}
