-- Refuses before the first write: an error after it would leave half of a change behind.
local function mistyped(expected)
  for i = 1, #expected, 2 do
    local kind = redis.call('TYPE', expected[i]).ok
    if kind ~= 'none' and kind ~= expected[i + 1] then
      return redis.error_reply(
        'WRONGTYPE the key ' .. expected[i] .. ' is a ' .. kind .. ', not a ' .. expected[i + 1])
    end
  end
end

local function mistyped_lists(first, last)
  for i = first, last do
    local wrong = mistyped({KEYS[i], 'list'})
    if wrong then
      return wrong
    end
  end
end
