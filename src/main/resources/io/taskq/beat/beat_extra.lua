-- Enqueues a run of an entry that a person asked for, once.
--
-- Looking whether it was asked for before and enqueuing are one step, so a repeat after a lost
-- reply cannot double it.
--
-- Uses part/history
-- KEYS[1] HASH    the entry
-- KEYS[2] STRING  present when this run was enqueued
-- KEYS[3] LIST    Celery's list of the target
-- KEYS[4] LIST    history of the entry
-- ARGV[1] slot in ms
-- ARGV[2] message
-- ARGV[3] how long it is remembered in ms
-- ARGV[4] channel of the hint
-- ARGV[5] id of the task
-- ARGV[6] RUN when overlap counts from it, else BACKFILL
-- Returns FIRED or AGAIN.

local entry, asked, list, history = unpack(KEYS)
local at, raw, kept, hint, id, what = unpack(ARGV)

local kind = redis.call('TYPE', list).ok
if kind ~= 'none' and kind ~= 'list' then
  return redis.error_reply('WRONGTYPE the key ' .. list .. ' is a ' .. kind .. ', not a list')
end
if not redis.call('SET', asked, '1', 'NX', 'PX', kept) then
  return 'AGAIN'
end
redis.call('LPUSH', list, raw)
redis.call('PUBLISH', hint, '')
local now = moment()
note(history, at, now, what, id)
if what == 'RUN' then
  redis.call('HSET', entry, 'run', id, 'ran', now)
end
return 'FIRED'
