-- The account's minute in Redis: minute.py, step by step, for all processes at once. All of it is one hash.
-- KEYS: the account's hash
-- ARGV: "take",   now, call, price, priority, share, floor, patience, own limits as JSON -> seconds to wait, "0" = taken
--       "settle", now, price, seconds since it was sent, answered (1 or 0), total, remaining, used
--       "block",  now, seconds, price, call, remaining
-- now: "" for Redis' own clock. A header that said nothing: "". Times are seconds.

local WINDOW, SAVED, SHORT, NAP, STEP_BACK, NOISE, LEAST = 60, 0.5, 0.05, 1, 0.5, 0.05, 1e-4
local UNKNOWN = 1e15 -- what remains before an answer said it
local KEPT = 600 -- seconds; a Retry-After is obeyed for 300
local PRIORITIES = {'interactive', 'tickets', 'bulk'}

local key, saved, changed = KEYS[1], {}, {}
local flat = redis.call('HGETALL', key)
for i = 1, #flat, 2 do saved[flat[i]] = tonumber(flat[i + 1]) end

local function get(field, otherwise)
  local value = saved[field]
  if value == nil then return otherwise end
  return value
end

local function set(field, value)
  saved[field], changed[field] = value, value
end

local function clock()
  if ARGV[2] ~= '' then return tonumber(ARGV[2]) end
  local time = redis.call('TIME')
  return tonumber(time[1]) + tonumber(time[2]) / 1e6
end

local now = clock()

local function begin(remaining)
  set('began', now) set('remaining', remaining) set('heard', now) set('flying', 0)
  for field in pairs(saved) do
    if string.sub(field, 1, 5) == 'used:' then set(field, 0) end
  end
end

local function turn()
  if now - get('began', -UNKNOWN) >= WINDOW then begin(UNKNOWN) end
end

local function spend(name, amount)
  set('used:' .. name, get('used:' .. name, 0) + amount)
  if get('tokens:' .. name) then set('tokens:' .. name, get('tokens:' .. name) - amount) end
end

local function short(name, limit, left, price, ask)
  local ours, rest = limit * ask.share, get('began') + WINDOW - now
  local ours_left = math.min(left, ours - get('used:' .. name, 0))
  local rate = math.min(ours / WINDOW, math.max(0, ours_left) / rest)
  local full = ours * SAVED
  local tokens = get('tokens:' .. name)
  if tokens then tokens = tokens + math.max(0, now - get('at:' .. name, now)) * rate else tokens = full end
  tokens = math.min(full, tokens)
  set('tokens:' .. name, tokens) set('at:' .. name, now)
  local mine = ask.priority == 'interactive' and left or ours_left
  if mine - price < math.min(0, ours - price) - LEAST then return rest end
  local lacking = price + math.min(ask.floor * full, full - price) - tokens
  if lacking <= LEAST then return 0 end
  return rate > 0 and math.min(rest, lacking / rate) or rest
end

local function take(call, price, ask, patience, own_limits)
  turn()
  local total = get('total')
  local own = total and own_limits[string.format('%d', total)]
  local pause = math.max(0, get('blocked:', now) - now, get('blocked:' .. call, now) - now)
  local scarce = 0
  for _, each in ipairs(PRIORITIES) do
    if each == ask.priority then break end
    scarce = math.max(scarce, get('waiting:' .. each, now) - now)
  end
  if total then
    scarce = math.max(scarce, short('', total, get('remaining') - get('flying'), price, ask))
  end
  if own then pause = math.max(pause, short(call, own, own - get('used:' .. call, 0), 1, ask)) end
  pause = math.max(pause, scarce)
  if pause > 0 then
    if scarce > 0 and pause <= patience then
      set('waiting:' .. ask.priority, now + math.min(pause, NAP) + STEP_BACK)
    end
    return math.max(pause, SHORT)
  end
  set('flying', get('flying') + price)
  spend('', price)
  if own then spend(call, 1) end
  return 0
end

local function settle(price, sent, answered, total, remaining, used)
  turn()
  local fresh = sent >= get('began')
  if fresh then
    set('flying', math.max(0, get('flying') - price))
    spend('', (answered and (used or price) or 0) - price)
  end
  if not (total and remaining) then return end
  set('total', total)
  if sent >= get('heard') and remaining > get('remaining') + NOISE * total then
    begin(remaining)
  elseif fresh and remaining < get('remaining') then
    set('remaining', remaining) set('heard', now)
  end
end

local function block(seconds, price, call, remaining)
  local own = remaining and remaining >= price
  set('blocked:' .. (own and call or ''), now + seconds)
  if not own then set('began', now + seconds - WINDOW) end
end

local answer = 0
if ARGV[1] == 'take' then
  local ask = {priority = ARGV[5], share = tonumber(ARGV[6]), floor = tonumber(ARGV[7])}
  answer = take(ARGV[3], tonumber(ARGV[4]), ask, tonumber(ARGV[8]), cjson.decode(ARGV[9]))
elseif ARGV[1] == 'settle' then
  settle(tonumber(ARGV[3]), now - tonumber(ARGV[4]), ARGV[5] == '1',
    tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8]))
else
  block(tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5], tonumber(ARGV[6]))
end

local fields = {}
for field, value in pairs(changed) do
  table.insert(fields, field)
  table.insert(fields, string.format('%.17g', value)) -- what is read back is what was written
end
if #fields > 0 then redis.call('HSET', key, unpack(fields)) end
redis.call('EXPIRE', key, KEPT)
return string.format('%.6f', answer)
