-- Gives back what the workers that held it have let expire.
--
-- Judging a lease and taking it away are one step, so any number of workers may do it at once, and
-- a worker that renews in time keeps its delivery.
--
-- Uses part/clock part/meta part/history part/types
-- KEYS[1] ZSET    leased deliveries, by the end of the lease in ms
-- KEYS[2] HASH    delivery id -> meta
-- KEYS[3] HASH    delivery id -> message
-- KEYS[4] ZSET    delayed deliveries, by their time in ms
-- KEYS[5] ZSET    dead deliveries, by when in ms
-- KEYS[6] HASH    delivery id -> its history, and why it is dead
-- KEYS[7] HASH    last tick and end of the grace, in ms
-- KEYS[8] LIST    delivery ids of step 0 that are ready again
-- KEYS[9] LIST    the same of step 1
-- KEYS[10] LIST   the same of step 2
-- KEYS[11] LIST   the same of step 3
-- ARGV[1] how many at most
-- ARGV[2] length of the grace in ms
-- ARGV[3] how long without a tick is an outage, in ms
-- ARGV[4] how often a message is handed out
-- ARGV[5] first wait in ms
-- ARGV[6] longest wait in ms
-- ARGV[7] channel of the hint
-- Returns how many were given back, grace left in ms, then id and task id of each that was buried.

local leased, meta, messages, delayed, dead, deadinfo, state = unpack(KEYS, 1, 7)
local limit, grace_ms, gap = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local max, wait, longest, hint = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7]

local wrong = mistyped({
  leased, 'zset', meta, 'hash', messages, 'hash', delayed, 'zset',
  dead, 'zset', deadinfo, 'hash', state, 'hash',
}) or mistyped_lists(8, 11)
if wrong then
  return wrong
end
-- Removes nothing, but a full server lets a script pass that began so.
redis.call('ZREM', leased, '')

-- Nobody ticked for a while: Redis was away or its clock jumped, and live workers could not renew.
-- They get the time for one renewal before anyone is judged.
local seen = redis.call('HMGET', state, 'tick', 'grace')
local tick, grace = tonumber(seen[1] or '0'), tonumber(seen[2] or '0')
if now - tick > gap or now < tick or grace > now + grace_ms then
  grace = now + grace_ms
end
redis.call('HSET', state, 'tick', digits(now), 'grace', digits(grace))
if now < grace then
  return {0, grace - now}
end

local out = {0, 0}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', leased, '-inf', digits(now), 'LIMIT', 0, limit)) do
  redis.call('ZREM', leased, id)
  local known = redis.call('HGET', meta, id) or ''
  local count, fence, step, worker, _, _, task = string.match(known, META)
  if not count or redis.call('HEXISTS', messages, id) == 0 then
    -- Half of a delivery, left by a server that lost writes: there is nothing to hand out.
    redis.call('HDEL', meta, id)
    redis.call('HDEL', deadinfo, id)
  else
    -- Noted as reaped when it is buried too: had it the note of a burial, the late owner's own
    -- would be taken for a repeat.
    redis.call('HSET', meta, id, unheld(count, step, fence, 'reap', task))
    local past, why = history(deadinfo, id, ended(fence, 'lost', worker, '')), ''
    if tonumber(count) >= max + 2 then
      -- It kills even the workers that only look at it.
      why = '\nhanded out ' .. count .. ' times, and every worker was lost'
      redis.call('ZADD', dead, digits(now), id)
      out[#out + 1], out[#out + 2] = id, task
    -- The first comes back at once. So does one that was handed out often enough: it is only to be
    -- buried, and whoever waits for its result need not wait for that.
    elseif tonumber(count) <= 1 or tonumber(count) == max then
      redis.call('RPUSH', KEYS[8 + step], id)
    else
      redis.call('ZADD', delayed, digits(now + math.min(wait * 2 ^ (count - 2), longest)), id)
    end
    redis.call('HSET', deadinfo, id, past .. why)
    out[1] = out[1] + (why == '' and 1 or 0)
  end
end
if out[1] > 0 then
  redis.call('PUBLISH', hint, '')
end
return out
