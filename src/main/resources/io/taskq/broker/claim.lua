-- Hands up to so many messages of one queue to one worker, under a lease each.
--
-- Taking a message and writing its lease are one step, so a worker that dies at any moment leaves
-- it either waiting or leased, never lost. The same claim again gives the same messages again.
-- What two workers were lost with is a suspect, and a worker holds one of those at a time: else the
-- neighbours of a message that kills would be counted with it each time, and be buried with it.
--
-- Uses part/clock part/meta part/types
-- KEYS[1] STRING  present while the queue is paused
-- KEYS[2] STRING  last fence
-- KEYS[3] HASH    delivery id -> message
-- KEYS[4] HASH    delivery id -> meta
-- KEYS[5] ZSET    leased deliveries, by the end of the lease in ms
-- KEYS[6] STRING  last claim of this worker: its id, then id=fence of what it got
-- KEYS[7] ZSET    revoked task ids, by until when in ms
-- KEYS[8] LIST    delivery ids ready again, of the step served first
-- KEYS[9] LIST    Celery's list of that step
-- KEYS[10...] LIST the same pair for every further step
-- ARGV[1] worker
-- ARGV[2] id of the claim
-- ARGV[3] length of the lease in ms
-- ARGV[4] how many at most
-- ARGV[5] the steps in the order of the pairs, a digit each
-- ARGV[6] 1 when a suspect may be among them
-- Returns 1 when any task is revoked, else 0 (which ones only the messages say); then id, fence,
-- deliveries, message for each, in one flat list.

local paused, last_fence, messages, meta, leased, last_claim = unpack(KEYS, 1, 6)
local worker, claim, steps = ARGV[1], ARGV[2], ARGV[5]
local lease, max, spare = tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[6] == '1'
local out = {redis.call('EXISTS', KEYS[7])}

local last, held = string.match(redis.call('GET', last_claim) or '', '^(%S+) (.*)$')
if last == claim then
  for id, fence in string.gmatch(held, '(%d+)=(%d+)') do
    local verdict, count = judge(redis.call('HGET', meta, id), fence, '')
    if verdict == 'OURS' then
      local at = #out
      out[at + 1], out[at + 2], out[at + 3] = id, fence, tostring(count)
      out[at + 4] = redis.call('HGET', messages, id)
    end
  end
  return out
end
if redis.call('EXISTS', paused) == 1 then return out end
local wrong = mistyped({messages, 'hash', meta, 'hash', leased, 'zset'})
if wrong then return wrong end

local fence = fence_after(redis.call('GET', last_fence)) - 1
local lease_end, new_messages, metas, got = digits(now + lease), {}, {}, {}

local function take(id, raw, count, step, rest)
  fence = fence + 1
  local mine = digits(fence)
  if not id then
    id = mine
    new_messages[#new_messages + 1], new_messages[#new_messages + 2] = id, raw
  end
  local n, o = #metas, #out
  metas[n + 1] = id
  metas[n + 2] = count .. '|' .. mine .. '|' .. step .. '|' .. worker .. '|' .. rest
  out[o + 1], out[o + 2], out[o + 3], out[o + 4] = id, mine, count, raw
  got[#got + 1] = id .. '=' .. mine
end

-- Pops first: a full server allows that, and then the rest. A key of the wrong type is passed over.
local function pop(key)
  local popped = redis.pcall('RPOP', key, max - #got)
  return popped and not popped.err and popped or {}
end

for i = 8, #KEYS, 2 do
  local step = string.sub(steps, i / 2 - 3, i / 2 - 3)
  local ready = #got < max and pop(KEYS[i]) or {}
  if #ready > 0 then
    local raws = redis.call('HMGET', messages, unpack(ready))
    local known = redis.call('HMGET', meta, unpack(ready))
    for n, id in ipairs(ready) do
      local count, _, _, _, by, op, task = string.match(known[n] or '0|0|0||||', META)
      local suspect = tonumber(count) > 1
      if raws[n] and suspect and not spare then
        -- To the end of the line: at its head it would keep all others from this worker.
        redis.call('LPUSH', KEYS[i], id)
      elseif raws[n] then
        spare = spare and not suspect
        take(id, raws[n], tostring(tonumber(count) + 1), step, by .. '|' .. op .. '|' .. task)
      end
    end
  end
  for _, raw in ipairs(#got < max and pop(KEYS[i + 1]) or {}) do
    take(nil, raw, '1', step, '||')
  end
end

if #got > 0 then
  redis.call('SET', last_fence, digits(fence))
  if #new_messages > 0 then redis.call('HSET', messages, unpack(new_messages)) end
  redis.call('HSET', meta, unpack(metas))
  -- The newest first: a small set is kept as a list, and each then finds its place at once.
  local leases = {}
  for n = #metas - 1, 1, -2 do
    leases[#leases + 1], leases[#leases + 2] = lease_end, metas[n]
  end
  redis.call('ZADD', leased, unpack(leases))
  redis.call('SET', last_claim, claim .. ' ' .. table.concat(got, ' '), 'PX', 3600000)
end
return out
