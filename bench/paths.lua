-- Asks for one path, or for a search with one query after the other when the path ends with "q=". Prints p50, p95, p99.
local path = os.getenv("CEMARA_PATH")
local queries = {}
if path:sub(-2) == "q=" then
    for line in io.lines(os.getenv("CEMARA_QUERIES")) do
        local query = line:match("^%a+%s+(.+)$")
        if query then
            queries[#queries + 1] = query:gsub("[^%w]", function(c) return string.format("%%%02X", c:byte()) end)
        end
    end
end
local n = 0

function request()
    if #queries == 0 then
        return wrk.format("GET", path)
    end
    n = n % #queries + 1
    return wrk.format("GET", path .. queries[n])
end

function done(summary, latency, requests)
    io.write(string.format("cemara-latency %.1f %.1f %.1f\n",
        latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000))
end
