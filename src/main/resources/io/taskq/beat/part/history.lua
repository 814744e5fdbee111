-- What became of the slots of an entry: the latest first, and so many.

local LONGEST = 50

local function moment()
  local clock = redis.call('TIME')
  return string.format('%.0f', clock[1] * 1000 + math.floor(clock[2] / 1000))
end

local function note(history, slot, now, what, detail)
  local line = slot .. '|' .. now .. '|' .. what .. '|' .. detail
  if redis.call('LPUSH', history, line) > LONGEST then
    redis.call('LTRIM', history, 0, LONGEST - 1)
  end
end
