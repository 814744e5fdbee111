-- Takes a delivery out of work: away, or to the dead letters when there is a reason.
local function settle(keys, id, fence, known, reason)
  redis.call('ZREM', keys.leased, id)
  if reason == '' then
    redis.call('HDEL', keys.meta, id)
    redis.call('HDEL', keys.messages, id)
    forget(keys.ids, known.task, id)
    return
  end
  redis.call('HSET', keys.meta, id, unheld(known.count, known.step, fence, 'bury', known.task))
  redis.call('ZADD', keys.dead, digits(now), id)
  redis.call('HSET', keys.deadinfo, id, reason)
  remember(keys.ids, known.task, id)
end
