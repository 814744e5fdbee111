-- What an end does besides ending: results and messages of the task's own, then those of each chord
-- that it closes.
local function acts_from(key, arg)
  local acts = {}
  while key <= #KEYS do
    local results, messages = tonumber(ARGV[arg]), tonumber(ARGV[arg + 1])
    local act = {group = KEYS[key], results = results, messages = messages, result_key = key + 1}
    act.result_arg = arg + 2
    act.list_key, act.envelope_arg = key + 1 + results, arg + 2 + 2 * results
    acts[#acts + 1] = act
    key, arg = act.list_key + messages, act.envelope_arg + 2 * messages
  end
  return acts
end

local function acts_mistyped(acts)
  for _, act in ipairs(acts) do
    local wrong = mistyped_lists(act.list_key, act.list_key + act.messages - 1)
    if wrong then
      return wrong
    end
  end
end

-- A chord that somebody else has closed is left alone, and so are those it belongs to.
local function do_acts(acts, home, away)
  local open = true
  for _, act in ipairs(acts) do
    visit(home, away)
    if act.group ~= '' then
      open = open and redis.call('DEL', act.group .. '.j') == 1
      if open then
        redis.call('DEL', act.group .. '.s', act.group .. '.t', act.group .. '.b')
      end
    end
    for i = 0, open and act.results - 1 or -1 do
      local text, ttl = ARGV[act.result_arg + 2 * i], ARGV[act.result_arg + 2 * i + 1]
      store_unless_success(KEYS[act.result_key + i], text, ttl)
    end
    visit(away, home)
    if open then
      send(act.list_key, act.envelope_arg, act.messages)
    end
  end
end
