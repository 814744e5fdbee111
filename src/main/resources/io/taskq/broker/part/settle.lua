-- Takes a delivery out of work: away, or to the dead letters when there is a reason.
local function settle(keys, id, fence, known, reason)
  redis.call('ZREM', keys.leased, id)
  if reason == '' then
    redis.call('HDEL', keys.meta, id)
    redis.call('HDEL', keys.messages, id)
    redis.call('HDEL', keys.deadinfo, id)
    forget(keys.ids, known.task, id)
    return
  end
  redis.call('HSET', keys.meta, id, unheld(known.count, known.step, fence, 'bury', known.task))
  redis.call('ZADD', keys.dead, digits(now), id)
  local past = history(keys.deadinfo, id, ended(fence, 'buried', known.worker, ''))
  redis.call('HSET', keys.deadinfo, id, past .. '\n' .. reason)
  remember(keys.ids, known.task, id)
end
