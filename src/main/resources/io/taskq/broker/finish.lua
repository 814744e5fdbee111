-- Ends one delivery with all that belongs to it; buries it when there is a reason.
--
-- Result, part of a chord and what follows are one step, so a crash cannot end a task without its
-- result or lose what follows, and of several runs one is accepted. When the part completes its
-- chord the lease is kept: the owner builds the body and ends both by finish_chord.
--
-- Uses part/clock part/meta part/ids part/result part/types part/follow
-- Uses part/chord part/history part/settle
-- KEYS[1] HASH    delivery id -> meta
-- KEYS[2] ZSET    leased deliveries, by the end of the lease in ms
-- KEYS[3] HASH    delivery id -> message
-- KEYS[4] HASH    task id -> delivery ids
-- KEYS[5] ZSET    dead deliveries, by when in ms
-- KEYS[6] HASH    delivery id -> its history, and why it is dead
-- KEYS[7] STRING  result
-- KEYS[8] STRING  saved group of the chord; the count lies beside it
-- KEYS[9...] LIST Celery's list of each follow-up
-- ARGV[1] delivery id
-- ARGV[2] fence
-- ARGV[3] task id, may be empty
-- ARGV[4] why it is buried, empty for an ordinary end
-- ARGV[5] number of the broker's database
-- ARGV[6] number of the results' database
-- ARGV[7] text of the result, may be empty
-- ARGV[8] its life in ms, 0 for ever
-- ARGV[9] place in the group, empty for no chord
-- ARGV[10] how entries of this task begin
-- ARGV[11] entry of the chord
-- ARGV[12] life of the chord in ms
-- ARGV[13...] envelope and channel of the hint of each follow-up
-- Returns {DONE, GONE or STALE}, or {CHORD, saved group, entry, entry, ...}.

local keys = {
  meta = KEYS[1], leased = KEYS[2], messages = KEYS[3],
  ids = KEYS[4], dead = KEYS[5], deadinfo = KEYS[6],
}
local result, group = KEYS[7], KEYS[8]
local id, fence, task, reason, home, away, text, ttl = unpack(ARGV, 1, 8)
local part = {score = ARGV[9], own = ARGV[10], entry = ARGV[11], ttl = ARGV[12]}

local op = reason ~= '' and 'bury' or ''
local verdict, count, step, registered, worker = judge(redis.call('HGET', keys.meta, id), fence, op)
if verdict ~= 'OURS' then
  return {verdict}
end
local wrong = mistyped({
  keys.leased, 'zset', keys.messages, 'hash', keys.ids, 'hash',
  keys.dead, 'zset', keys.deadinfo, 'hash',
}) or mistyped_lists(9, #KEYS)
visit(home, away)
wrong = wrong or (part.score ~= '' and chord_mistyped(group))
visit(away, home)
if wrong then
  return wrong
end

-- Removes nothing, but a full server lets a script pass that began so.
redis.call('ZREM', keys.leased, '')
visit(home, away)
store_unless_success(result, text, ttl)
local parts = part.score ~= '' and count_part(group, part)
local saved = parts and redis.pcall('GET', group)
visit(away, home)
if parts then
  return {'CHORD', type(saved) == 'string' and saved or '', unpack(parts)}
end
if registered ~= '' or reason == '' then
  task = registered
end
local known = {count = count, step = step, task = task, worker = worker}
settle(keys, id, fence, known, reason)
send(9, 13, #KEYS - 8)
return {'DONE'}
