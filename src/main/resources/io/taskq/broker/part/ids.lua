-- The deliveries of a task, found by its id. Two messages may have one task id.
local function remember(ids, task, id)
  if task == '' then
    return
  end
  local known = redis.call('HGET', ids, task)
  if not known then
    redis.call('HSET', ids, task, id)
  elseif not string.find(' ' .. known .. ' ', ' ' .. id .. ' ', 1, true) then
    redis.call('HSET', ids, task, known .. ' ' .. id)
  end
end

local function forget(ids, task, id)
  if task == '' then
    return
  end
  local left = {}
  for other in string.gmatch(redis.call('HGET', ids, task) or '', '%d+') do
    if other ~= id then
      left[#left + 1] = other
    end
  end
  if #left == 0 then
    redis.call('HDEL', ids, task)
  else
    redis.call('HSET', ids, task, table.concat(left, ' '))
  end
end
