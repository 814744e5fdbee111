-- The time all leases are judged by, and numbers that keep all their digits.
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local micros = clock[1] * 1000000 + clock[2]

-- tostring() prints 14 digits: a fence would lose its last ones.
local function digits(number)
  return string.format('%.0f', number)
end

-- Greater than any fence before, also when the counter was lost with its server.
local function fence_after(last)
  return math.max(tonumber(last or '0') + 1, micros)
end
