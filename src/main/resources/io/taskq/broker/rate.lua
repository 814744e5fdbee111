-- Says when a task whose rate holds over all workers may run.
--
-- Looking and taking are one step, so two workers never take one turn. The same rules as in the
-- worker's own Turns: what comes back after a wait is nearer to its turn than what is new.
--
-- Uses part/clock
-- KEYS[1] HASH    free: when the next turn is, line: the last turn promised, early: how many were
--                 told to come for the next turn, all in µs
-- ARGV[1] time from one turn to the next in µs
-- ARGV[2] 1 when it was put off before
-- Returns 0 when it may run now, else after how many µs to come again.

local state = KEYS[1]
local between, returning = tonumber(ARGV[1]), ARGV[2] == '1'
local LATE, MOST_EARLY, KEPT = 200000, 3, 60000

local kept = redis.call('HMGET', state, 'free', 'line', 'early')
local free, line = tonumber(kept[1] or 0), tonumber(kept[2] or 0)
local early = tonumber(kept[3] or 0)

local function answer(wait)
  redis.call('HSET', state, 'free', digits(free), 'line', digits(line), 'early', digits(early))
  redis.call('PEXPIRE', state, digits(math.max(free, line, micros) / 1000 - now + KEPT))
  return wait
end

-- Nobody came for the turn: whoever was promised one is gone.
local forgotten = micros > free + LATE
if forgotten then
  line = micros - 1
end
if micros >= free and (forgotten or returning or line < micros) then
  free = (forgotten and micros or free) + between
  early = 0
  return answer(0)
end
if returning and early < MOST_EARLY and free > micros then
  early = early + 1
  return answer(free - micros)
end
line = math.max(line + between, free, micros)
return answer(math.max(line - micros, 1))
