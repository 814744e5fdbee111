-- Looks through a part of one place for messages that hold a text.
--
-- A plain find over so many elements a call, so that a long list stops nobody; the caller looks
-- into what was found.
--
-- KEYS[1] LIST or ZSET of delivery ids, or Celery's LIST
-- KEYS[2] HASH    delivery id -> message
-- ARGV[1] list, ready or sorted: what the first key holds
-- ARGV[2] where to begin, from 0
-- ARGV[3] how many to look at
-- ARGV[4] text
-- Returns how many were looked at, then delivery id (empty on Celery's list) and message of each.

local place, messages = KEYS[1], KEYS[2]
local kind, first, count, text = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]

local command = kind == 'sorted' and 'ZRANGE' or 'LRANGE'
local elements = redis.call(command, place, first, first + count - 1)
local raws = elements
if kind ~= 'list' and #elements > 0 then
  raws = redis.call('HMGET', messages, unpack(elements))
end
local out = {#elements}
for i, raw in ipairs(elements) do
  raw = raws[i]
  if raw and string.find(raw, text, 1, true) then
    out[#out + 1] = kind == 'list' and '' or elements[i]
    out[#out + 1] = raw
  end
end
return out
