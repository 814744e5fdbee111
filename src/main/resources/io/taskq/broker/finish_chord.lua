-- Sends the body of a complete chord and ends the delivery that completed it.
--
-- The count is removed in the same step, so the body is sent once, however many deliveries saw the
-- chord complete and however often they say so.
--
-- Uses part/clock part/meta part/ids part/result part/types part/follow part/history part/settle
-- KEYS[1] HASH    delivery id -> meta
-- KEYS[2] ZSET    leased deliveries, by the end of the lease in ms
-- KEYS[3] HASH    delivery id -> message
-- KEYS[4] HASH    task id -> delivery ids
-- KEYS[5] ZSET    dead deliveries, by when in ms
-- KEYS[6] HASH    delivery id -> its history, and why it is dead
-- KEYS[7] STRING  saved group of the chord; the count lies beside it
-- KEYS[8...] STRING of each result, then LIST of each message of the body, of each follow-up
-- ARGV[1] delivery id
-- ARGV[2] fence
-- ARGV[3] task id, may be empty
-- ARGV[4] why it is buried, empty for an ordinary end
-- ARGV[5] number of the broker's database
-- ARGV[6] number of the results' database
-- ARGV[7] how many results
-- ARGV[8] how many messages of the body
-- ARGV[9...] text and life in ms of each result, envelope and channel of the hint of each message
-- Returns DONE, GONE or STALE.

local keys = {
  meta = KEYS[1], leased = KEYS[2], messages = KEYS[3],
  ids = KEYS[4], dead = KEYS[5], deadinfo = KEYS[6],
}
local group = KEYS[7]
local id, fence, task, reason, home, away = unpack(ARGV, 1, 6)
local results, body = tonumber(ARGV[7]), tonumber(ARGV[8])

local op = reason ~= '' and 'bury' or ''
local verdict, count, step, registered, worker = judge(redis.call('HGET', keys.meta, id), fence, op)
if verdict ~= 'OURS' then
  return verdict
end
local wrong = mistyped({
  keys.leased, 'zset', keys.messages, 'hash', keys.ids, 'hash',
  keys.dead, 'zset', keys.deadinfo, 'hash',
}) or mistyped_lists(8 + results, #KEYS)
if wrong then
  return wrong
end

if registered ~= '' or reason == '' then
  task = registered
end
local known = {count = count, step = step, task = task, worker = worker}
settle(keys, id, fence, known, reason)
visit(home, away)
local first = redis.call('DEL', group .. '.j') == 1
redis.call('DEL', group .. '.s', group .. '.t')
for i = 1, first and results or 0 do
  store_unless_success(KEYS[7 + i], ARGV[7 + 2 * i], ARGV[8 + 2 * i])
end
visit(away, home)
local lists, envelopes = 8 + results, 9 + 2 * results
if first then
  send(lists, envelopes, body)
end
send(lists + body, envelopes + 2 * body, #KEYS - 7 - results - body)
return 'DONE'
