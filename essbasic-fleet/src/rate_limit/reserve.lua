-- Reserves the next permit of an action, by the clock of the server.
--
-- KEYS: a list of the latest times at which the last permits are used; the time of the last run. All
-- times are in µs.
-- ARGV: permits per window; length of the window; maximum wait; 1 if permits may have been granted
-- without the server within the last window; the maximum latency of the response.
-- Returns 1 and the time until the permit, or 0 and that time if it exceeds the maximum wait.
local limit, window, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local function text(number) return string.format('%.0f', number) end
local function permit(index) return tonumber(redis.call('LINDEX', KEYS[1], index)) end

local seen = tonumber(redis.call('GET', KEYS[2]))
if seen and now < seen then
  -- The clock was set back, and the permits with it.
  for index, at in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
    redis.call('LSET', KEYS[1], index - 1, text(at - (seen - now)))
  end
elseif not seen and ARGV[4] == '1' then
  redis.call('DEL', KEYS[1])
  for _ = 1, limit do redis.call('RPUSH', KEYS[1], text(now)) end
end

-- The process counts the wait from when it has the response.
local at = math.max(now, (permit(-limit) or -window) + window)
local latest = math.max(at + tonumber(ARGV[5]), permit(-1) or 0)
local expiry = math.ceil((latest - now + window) / 1000)
local granted = at - now <= longest
redis.call('SET', KEYS[2], text(now), 'PX', expiry)
if granted then
  redis.call('RPUSH', KEYS[1], text(latest))
  redis.call('LTRIM', KEYS[1], -limit, -1)
end
redis.call('PEXPIRE', KEYS[1], expiry)
return { granted and 1 or 0, at - now }
