-- Ends one delivery with all that belongs to it; buries it when there is a reason.
--
-- Result, parts of a chord and what follows are one step, so a crash cannot end a task without its
-- result or lose what follows, and of several runs one is accepted. When the parts complete their
-- chord nothing but the count has changed and the lease is kept: the owner builds the chord's own
-- end and comes again with it. A chord is closed with its count, so once, whoever saw it complete.
--
-- Uses part/clock part/meta part/ids part/result part/types part/follow
-- Uses part/chord part/history part/settle part/acts
-- KEYS[1] HASH    delivery id -> meta
-- KEYS[2] ZSET    leased deliveries, by the end of the lease in ms
-- KEYS[3] HASH    delivery id -> message
-- KEYS[4] HASH    task id -> delivery ids
-- KEYS[5] ZSET    dead deliveries, by when in ms
-- KEYS[6] HASH    delivery id -> its history, and why it is dead
-- KEYS[7] STRING  saved group the parts are of, empty for none; the count lies beside it
-- KEYS[8...] of each act STRING saved group that it closes (empty for the task's own end),
--            STRING of each result, LIST of each message
-- ARGV[1] delivery id
-- ARGV[2] fence
-- ARGV[3] task id, may be empty
-- ARGV[4] why it is buried, empty for an ordinary end
-- ARGV[5] number of the broker's database
-- ARGV[6] number of the results' database
-- ARGV[7] life of the chord in ms
-- ARGV[8] how many parts
-- ARGV[9] body of the chord, empty where the task cannot say
-- ARGV[10...] of each part place in the group, how entries of its task begin, entry; of each act
--            how many results, how many messages, text and life in ms of each result, envelope and
--            channel of the hint of each message
-- Returns {DONE, GONE or STALE}, or {CHORD, saved group, body or empty, entry, entry, ...}.

local keys = {
  meta = KEYS[1], leased = KEYS[2], messages = KEYS[3],
  ids = KEYS[4], dead = KEYS[5], deadinfo = KEYS[6],
}
local group = KEYS[7]
local id, fence, task, reason, home, away, life = unpack(ARGV, 1, 7)
local parts = tonumber(ARGV[8])

local op = reason ~= '' and 'bury' or ''
local verdict, count, step, registered, worker = judge(redis.call('HGET', keys.meta, id), fence, op)
if verdict ~= 'OURS' then
  return {verdict}
end
local acts = acts_from(8, 10 + 3 * parts)
local wrong = mistyped({
  keys.leased, 'zset', keys.messages, 'hash', keys.ids, 'hash',
  keys.dead, 'zset', keys.deadinfo, 'hash',
}) or acts_mistyped(acts)
visit(home, away)
wrong = wrong or (parts > 0 and chord_mistyped(group))
visit(away, home)
if wrong then
  return wrong
end

-- Removes nothing, but a full server lets a script pass that began so.
redis.call('ZREM', keys.leased, '')
visit(home, away)
local entries = parts > 0 and count_parts(group, life, ARGV[9], 10, parts)
if entries then
  local saved = redis.pcall('GET', group)
  table.insert(entries, 1, type(saved) == 'string' and saved or '')
  table.insert(entries, 1, 'CHORD')
end
visit(away, home)
if entries then
  return entries
end
if registered ~= '' or reason == '' then
  task = registered
end
local known = {count = count, step = step, task = task, worker = worker}
settle(keys, id, fence, known, reason)
do_acts(acts, home, away)
return {'DONE'}
