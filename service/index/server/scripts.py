"""The steps that Redis must do whole: each a short script on keys of one place, as Redis Cluster asks.

They are sent by their digest; `load` makes a server know them first. They run on Redis 6.2 and later, and on Valkey.
"""

from __future__ import annotations

from hashlib import sha1

import redis

# Keys: strings, each with what to append to it. Returns how long each is then.
APPEND = """
local lengths = {}
for n = 1, #KEYS do
  local held = redis.call('GET', KEYS[n])
  local now = held and held .. ARGV[n] or ARGV[n]
  redis.call('SET', KEYS[n], now)
  lengths[n] = #now
end
return lengths
"""  # the command APPEND would reserve as much again for what may come
# Keys: a string of entries of ARGV[1] bytes each. Takes the entries out, wherever they stand; returns those that are not there.
DROP = """
local held, width = redis.call('GET', KEYS[1]), tonumber(ARGV[1])
local missing = {}
if not held then held = '' end
for n = 2, #ARGV do
  local entry, from, found = ARGV[n], 1, false
  while true do
    local at = string.find(held, entry, from, true)
    if not at then break end
    if (at - 1) % width == 0 then
      held = string.sub(held, 1, at - 1) .. string.sub(held, at + width)
      found, from = true, at
    else
      from = at + 1
    end
  end
  if not found then missing[#missing + 1] = entry end
end
if held == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], held) end
return missing
"""
# Keys: a bucket and the list of one of its fingerprints. Moves that fingerprint's entries from one to the other, and leaves a
# mark with the list's length in bits; a list of more than ARGV[2] entries is dropped, and the mark says so.
SPILL = """
local held, rest, most = redis.call('GET', KEYS[1]), ARGV[1], tonumber(ARGV[2])
if not held then return 0 end
local kept, moved, is_dropped, from, last = {}, {}, false, 1, 1
while true do
  local at = string.find(held, rest, from, true)
  if not at then break end
  from = at + 1
  if at % 6 == 1 then
    kept[#kept + 1] = string.sub(held, last, at - 1)
    from, last = at + 6, at + 6
    if string.sub(held, at + 3, at + 5) ~= '\\255\\255\\255' then
      moved[#moved + 1] = string.sub(held, at + 2, at + 5)
    elseif string.sub(held, at + 2, at + 2) == '\\255' then
      is_dropped = true
    end
  end
end
kept[#kept + 1] = string.sub(held, last)
local bits = 255
if not is_dropped then
  local list = (redis.call('GET', KEYS[2]) or '') .. table.concat(moved)
  if #list / 4 <= most then
    redis.call('SET', KEYS[2], list)
    bits = 0
    while 2 ^ bits < #list / 4 do bits = bits + 1 end
  else
    redis.call('DEL', KEYS[2])
  end
end
kept[#kept + 1] = rest .. string.char(bits) .. '\\255\\255\\255'
redis.call('SET', KEYS[1], table.concat(kept))
return bits
"""
# The first and last date, widened by those of entries.
_WIDENED = """
local function widened(since, until_, entries)
  for at = 1, #entries, 6 do
    local date = struct.unpack('<I4', string.sub(entries, at, at + 3))
    if date > 0 and date < 2147483648 then
      if since == 0 or date < since then since = date end
      if date > until_ then until_ = date end
    end
  end
  return since, until_
end
"""
# Keys: where a speaker or an outlet is counted, and where its units are. ARGV: its key, its name, then segments, each with
# entries of a date (yyyymmdd, 4 bytes; the highest bit for one that counts for no first or last date) and what a unit has beyond its segment (2 bytes). Keeps them and counts them.
NOTE = (
    _WIDENED
    + """
local count, since, until_, name = 0, 0, 0, ARGV[2]
local held = redis.call('HGET', KEYS[1], ARGV[1])
if held then
  count, since, until_ = struct.unpack('<I4I4I4', held)
  name = string.sub(held, 13)
end
for n = 3, #ARGV, 2 do
  local field, entries = ARGV[1] .. '\\0' .. ARGV[n], ARGV[n + 1]
  redis.call('HSET', KEYS[2], field, (redis.call('HGET', KEYS[2], field) or '') .. entries)
  since, until_ = widened(since, until_, entries)
  count = count + #entries / 6
end
redis.call('HSET', KEYS[1], ARGV[1], struct.pack('<I4I4I4', count, since, until_) .. name)
return count
"""
)
# Keys as for NOTE. ARGV: a key, the highest segment there may be, then segments and entries that go. Returns how many are left.
FORGET = (
    _WIDENED
    + """
local held = redis.call('HGET', KEYS[1], ARGV[1])
if not held then return -1 end
for n = 3, #ARGV, 2 do
  local field = ARGV[1] .. '\\0' .. ARGV[n]
  local entries, kept = redis.call('HGET', KEYS[2], field) or '', {}
  local goes = {}
  for at = 1, #ARGV[n + 1], 6 do goes[string.sub(ARGV[n + 1], at, at + 5)] = true end
  for at = 1, #entries, 6 do
    local entry = string.sub(entries, at, at + 5)
    if not goes[entry] then kept[#kept + 1] = entry end
  end
  if #kept == 0 then redis.call('HDEL', KEYS[2], field) else redis.call('HSET', KEYS[2], field, table.concat(kept)) end
end
local count, since, until_ = 0, 0, 0
for segment = 0, tonumber(ARGV[2]) do
  local entries = redis.call('HGET', KEYS[2], ARGV[1] .. '\\0' .. segment) or ''
  since, until_ = widened(since, until_, entries)
  count = count + #entries / 6
end
if count == 0 then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], struct.pack('<I4I4I4', count, since, until_) .. string.sub(held, 13))
end
return count
"""
)
# Keys: hashes of pages. ARGV: for each, how many pages, then number and bytes of each. All of them show at once.
PUT = """
local at = 1
for n = 1, #KEYS do
  for page = 1, tonumber(ARGV[at]) do
    redis.call('HSET', KEYS[n], ARGV[at + 2 * page - 1], ARGV[at + 2 * page])
  end
  at = at + 1 + 2 * tonumber(ARGV[at])
end
return 1
"""
# Keys: hashes of pages. ARGV: for each, how many pages, then their numbers. All of them go at once.
TAKE = """
local at, gone = 1, 0
for n = 1, #KEYS do
  for page = 1, tonumber(ARGV[at]) do
    gone = gone + redis.call('HDEL', KEYS[n], ARGV[at + page])
  end
  at = at + 1 + tonumber(ARGV[at])
end
return gone
"""
# Keys: hashes of pages. ARGV: for each, how many pages, then number, bytes that were read and bytes to have in their place.
AMEND = """
local at, done = 1, 0
for n = 1, #KEYS do
  for page = 1, tonumber(ARGV[at]) do
    local number = ARGV[at + 3 * page - 2]
    if redis.call('HGET', KEYS[n], number) == ARGV[at + 3 * page - 1] then
      redis.call('HSET', KEYS[n], number, ARGV[at + 3 * page])
      done = done + 1
    end
  end
  at = at + 1 + 3 * tonumber(ARGV[at])
end
return done
"""
# Keys: a hash of addresses. ARGV: an address, the document that has it from now on and its version. Returns what had it, if any.
MOVE = """
local before = redis.call('HGET', KEYS[1], ARGV[1])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ARGV[3])
return before
"""
# Keys: a hash of addresses. ARGV: addresses, each with a document (8 bytes) and its version. The document gets the address unless
# one has it that is a later version. Returns what had each, if any.
CONTEST = """
local out = {}
for n = 1, #ARGV, 3 do
  local held = redis.call('HGET', KEYS[1], ARGV[n])
  if not held or string.sub(held, 9) <= ARGV[n + 2] then redis.call('HSET', KEYS[1], ARGV[n], ARGV[n + 1] .. ARGV[n + 2]) end
  out[#out + 1] = held or ''
end
return out
"""
# Keys: a hash of addresses. ARGV: an address, the document that has it no longer, and the document and its version that has it
# then, empty for none. Returns whether it had it.
LEAVE = """
local held = redis.call('HGET', KEYS[1], ARGV[1])
if not held or string.sub(held, 1, 8) ~= ARGV[2] then return 0 end
if ARGV[3] == '' then return redis.call('HDEL', KEYS[1], ARGV[1]) end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
"""
# Of a hash, the fields that ARGV names, `width` values each (a field, what it is to hold, what it holds now, and perhaps more), are
# written where they hold what is said; for each, whether that was so.
_EXCHANGED = """
local function exchanged(width)
  local fields, done, put = {}, {}, {}
  for n = 1, #ARGV, width do fields[#fields + 1] = ARGV[n] end
  local held = redis.call('HMGET', KEYS[1], unpack(fields))
  for i, field in ipairs(fields) do
    local n = (i - 1) * width
    done[i] = (held[i] or '') == ARGV[n + 3] and 1 or 0
    if done[i] == 1 then
      put[#put + 1] = field
      put[#put + 1] = ARGV[n + 2]
    end
  end
  if #put > 0 then redis.call('HSET', KEYS[1], unpack(put)) end
  return done
end
"""
# Keys: a hash of entries. ARGV: documents, each with its entry and the one that must be there for it to be written (empty: none).
CLAIM = (
    _EXCHANGED
    + """
return exchanged(3)
"""
)
# Keys: a hash of entries. ARGV: documents, each with its entry as held, as claimed, and how many quotations it has. Those that
# are still claimed are held from now on, and counted with them.
HOLD = (
    _EXCHANGED
    + """
local done = exchanged(4)
local documents, quotations = 0, 0
for i = 1, #done do
  documents, quotations = documents + done[i], quotations + done[i] * tonumber(ARGV[4 * i])
end
redis.call('HINCRBY', KEYS[1], 'd', documents)
redis.call('HINCRBY', KEYS[1], 'q', quotations)
return done
"""
)
# Keys: a hash of entries. ARGV: a document, how many documents and how many quotations go with it.
RELEASE = """
local gone = redis.call('HDEL', KEYS[1], ARGV[1])
if gone == 1 then
  redis.call('HINCRBY', KEYS[1], 'd', -ARGV[2])
  redis.call('HINCRBY', KEYS[1], 'q', -ARGV[3])
  if redis.call('HLEN', KEYS[1]) == 2 then redis.call('DEL', KEYS[1]) end
end
return gone
"""
# Keys: the counts. ARGV: the time now, then names and by how much each changes. What is none any more is left out.
COUNT = """
for n = 2, #ARGV, 2 do
  if redis.call('HINCRBY', KEYS[1], ARGV[n], ARGV[n + 1]) == 0 then redis.call('HDEL', KEYS[1], ARGV[n]) end
end
redis.call('HSET', KEYS[1], 'written', ARGV[1])
return redis.call('HINCRBY', KEYS[1], 'revision', 1)
"""
# Keys: the counts. ARGV: documents and quotations as they were read, and as they are, then names and numbers of the other
# counts: written unless others came meanwhile.
RECOUNT = """
local held = redis.call('HMGET', KEYS[1], 'documents', 'quotations')
if (held[1] or '') ~= ARGV[1] or (held[2] or '') ~= ARGV[2] then return 0 end
local all = redis.call('HKEYS', KEYS[1])
for n = 1, #all do
  if string.sub(all[n], 2, 2) == ':' then redis.call('HDEL', KEYS[1], all[n]) end
end
redis.call('HSET', KEYS[1], 'documents', ARGV[3], 'quotations', ARGV[4])
for n = 5, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[n], ARGV[n + 1]) end
return 1
"""

DIGESTS = {
    script: sha1(script.encode(), usedforsecurity=False).hexdigest()
    for script in (APPEND, DROP, SPILL, NOTE, FORGET, PUT, TAKE, AMEND, MOVE, CONTEST, LEAVE, CLAIM, HOLD, RELEASE, COUNT, RECOUNT)
}


def load(client: redis.Redis | redis.RedisCluster) -> None:
    """Make every server of a client know the scripts."""
    for script in DIGESTS:
        client.script_load(script)


def call(script: str, keys: list[str], *arguments: str | bytes | int) -> tuple[str | bytes | int, ...]:
    """The command that runs a script."""
    return ("EVALSHA", DIGESTS[script], len(keys), *keys, *arguments)
