-- Results, which may lie in another database of this server.
local SUCCESS = '{"status": "SUCCESS"'

local function store(key, text, ttl)
  if ttl == '0' then
    redis.call('SET', key, text)
  else
    redis.call('SET', key, text, 'PX', ttl)
  end
  redis.call('PUBLISH', key, text)
end

-- One command where most have no result yet. Says whether it was the first.
local function store_first(key, text, ttl)
  local first = ttl ~= '0' and redis.call('SET', key, text, 'PX', ttl, 'NX')
  if first then
    redis.call('PUBLISH', key, text)
  end
  return first
end

-- A success that was told to somebody stays what it is, whatever a second run says.
local function store_unless_success(key, text, ttl)
  if text ~= '' and redis.pcall('GETRANGE', key, 0, #SUCCESS - 1) ~= SUCCESS then
    store(key, text, ttl)
  end
end

-- Both databases are named: a script that goes away must come back, or it would write keys of the
-- queue into the results.
local function visit(from, to)
  if from ~= to then
    redis.call('SELECT', to)
  end
end
