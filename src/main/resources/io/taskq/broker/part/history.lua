-- How the deliveries of a message ended, parted by blanks; behind a line break, why it is dead.
local MOST_HISTORY = 4000

-- One ended: its fence (also when it was handed out, in µs), how, when in ms, who held it, a note.
local function ended(fence, how, worker, why)
  return string.format('%s|%s|%s|%s|', fence, how, digits(now), worker) .. why
end

-- The history of a message with one entry more; the oldest give way.
local function history(info, id, entry)
  local known = string.match(redis.call('HGET', info, id) or '', '^[^\n]*')
  if #known > MOST_HISTORY then
    known = string.match(known, ' (.*)$', #known - MOST_HISTORY) or ''
  end
  return (known == '' and '' or known .. ' ') .. entry
end
