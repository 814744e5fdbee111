-- Puts messages that are due on one list, each unless it was put there before.
--
-- Looking whether it was there and putting it is one step, so a repeat after a lost reply cannot
-- double it. The first write is one that a full server refuses, with nothing half done.
--
-- Uses part/types
-- KEYS[1] LIST    Celery's list of the step
-- KEYS[2...] STRING present while the task id of each message may not come again, in order
-- ARGV[1] how long a task id may not come again in ms, 0 for those that always may
-- ARGV[2] channel of the hint
-- ARGV[3...] message of each
-- Returns 1 put, 0 was there before for each.

local list, ttl, hint = KEYS[1], ARGV[1], ARGV[2]
local answers, fresh, marks = {}, {}, {}
for n = 2, #KEYS do
  if ttl == '0' or redis.call('SET', KEYS[n], '1', 'PX', ttl, 'NX') then
    answers[n - 1] = 1
    fresh[#fresh + 1] = ARGV[n + 1]
    marks[#marks + 1] = KEYS[n]
  else
    answers[n - 1] = 0
  end
end
if #fresh == 0 then
  return answers
end
local put = redis.pcall('LPUSH', list, unpack(fresh))
if type(put) == 'table' then
  -- The key of another program: what was not put may come again.
  redis.call('DEL', unpack(marks))
  return mistyped({list, 'list'}) or put
end
redis.call('PUBLISH', hint, '')
return answers
