-- Requests one path or a list of paths, and prints p50, p95 and p99.
-- CEMARA_PATHS is a file with one path a line, requested in random order with a fixed seed. Otherwise CEMARA_PATH is
-- requested; if it ends with "q=", the searches of CEMARA_QUERIES are appended in turn.
local path = os.getenv("CEMARA_PATH")
local paths = {}
local n = 0
local atRandom = os.getenv("CEMARA_PATHS") ~= nil

local function escaped(text)
    return (text:gsub("[^%w]", function(c) return string.format("%%%02X", c:byte()) end))
end

if atRandom then
    for line in io.lines(os.getenv("CEMARA_PATHS")) do
        paths[#paths + 1] = line
    end
    math.randomseed(17)
elseif path:sub(-2) == "q=" then
    for line in io.lines(os.getenv("CEMARA_QUERIES")) do
        local query = line:match("^%a+%s+(.+)$")
        if query then
            paths[#paths + 1] = path .. escaped(query)
        end
    end
else
    paths[1] = path
end

function request()
    if atRandom then
        return wrk.format("GET", paths[math.random(#paths)])
    end
    n = n % #paths + 1
    return wrk.format("GET", paths[n])
end

function done(summary, latency, requests)
    io.write(string.format("cemara-latency %.1f %.1f %.1f\n",
        latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000))
end
