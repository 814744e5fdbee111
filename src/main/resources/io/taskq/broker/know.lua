-- Makes queues known to every worker and to Celery, and tells the version of the layout.
--
-- The first write is one that a full server allows: a worker must be able to start there, for only
-- workers make room.
--
-- Uses part/types
-- KEYS[1] SET      names of all queues
-- KEYS[2] STRING   version of the layout
-- KEYS[3...] SET   Celery's binding of each queue
-- ARGV[1] version of the layout this taskq writes
-- ARGV[2...] name and binding of each queue
-- Returns the version of the layout that is written there.

local queues, schema = KEYS[1], KEYS[2]

local wrong = mistyped({queues, 'set', schema, 'string'})
if wrong then
  return wrong
end
redis.call('SREM', queues, '')
redis.call('SET', schema, ARGV[1], 'NX')
for i = 3, #KEYS do
  redis.call('SADD', queues, ARGV[2 * i - 4])
  -- A binding belongs to Celery, which does without one as long as its queue has that name.
  redis.pcall('SADD', KEYS[i], ARGV[2 * i - 3])
end
return redis.call('GET', schema)
