-- Takes a node out of the registry, if the entry is still its own.
--
-- Checking the owner and removing are one step, so a node that was thought dead
-- cannot remove the entry of the one that has its name now.
--
-- KEYS[1] ZSET  node names, by the end of their registration, epoch ms
-- KEYS[2] HASH  the node
-- ARGV[1] name of the node
-- ARGV[2] boot id of the node
-- Returns 1, or 0 when the entry belongs to another or is gone.

local nodes, node = KEYS[1], KEYS[2]
local name, boot_id = ARGV[1], ARGV[2]

if redis.call('HGET', node, 'boot_id') ~= boot_id then
  return 0
end
redis.call('DEL', node)
redis.call('ZREM', nodes, name)
return 1
