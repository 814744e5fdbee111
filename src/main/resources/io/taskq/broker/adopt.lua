-- Takes one message from where a worker of Celery held it, and lets it be served next.
--
-- Leaving and coming are one step, and only what still stands there as it was read is moved: its
-- worker may have ended it, or given it back, in between.
--
-- Uses part/types
-- KEYS[1] HASH    tag -> what Celery's workers hold
-- KEYS[2] ZSET    the same tags, by when they were taken in seconds
-- KEYS[3] LIST    Celery's list the message came from
-- ARGV[1] tag
-- ARGV[2] what stood there
-- ARGV[3] the message
-- ARGV[4] channel of the hint
-- Returns 1 when it was moved, else 0.

local unacked, index, list = KEYS[1], KEYS[2], KEYS[3]
local tag, held, message, hint = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local wrong = mistyped({unacked, 'hash', index, 'zset', list, 'list'})
if wrong then
  return wrong
end
if redis.call('HGET', unacked, tag) ~= held then
  return 0
end
redis.call('HDEL', unacked, tag)
redis.call('ZREM', index, tag)
redis.call('RPUSH', list, message)
redis.call('PUBLISH', hint, '')
return 1
