"""Lua scripts: the steps that must be atomic, each on keys of one slot, as Redis Cluster requires.

Scripts are called by digest; `load` registers them with the servers first. They run on Redis 6.2 and later, and on Valkey.
"""

from __future__ import annotations

from hashlib import sha1

import redis

# Keys: strings. ARGV: what to append to each. Returns the new lengths in bytes.
APPEND = """
local lengths = {}
for n = 1, #KEYS do
  local held = redis.call('GET', KEYS[n])
  local now = held and held .. ARGV[n] or ARGV[n]
  redis.call('SET', KEYS[n], now)
  lengths[n] = #now
end
return lengths
"""  # the command APPEND would allocate as much again in advance
# Keys: a string of entries of ARGV[1] bytes each. ARGV[2…]: entries. Removes all of their occurrences; returns those that were not found.
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
# Keys: a bucket and the list of one of its fingerprints. ARGV: the fingerprint's low bits (2 bytes), the most units a list may have.
# Moves that fingerprint's entries to the list and leaves a pointer with the bit length of the list's size. A longer list is
# deleted, and the pointer says so (bit length 255).
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
# widened(since, until, entries): the first and last date (yyyymmdd), extended by the dates of entries.
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
# Keys: the hash that counts a speaker or an outlet, and the hash that lists its units. ARGV: its key, its name, then pairs of a
# segment and its entries: a date (yyyymmdd, 4 bytes; the highest bit excludes it from the first and last date) and the low 2 bytes
# of a unit. Appends and counts the entries; returns the new count.
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
# Keys as for NOTE. ARGV: a key, the highest segment there may be, then pairs of a segment and entries to remove. Returns the new count.
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
# Keys: hashes of pages. ARGV: for each, the number of pages, then field and bytes of each. All pages appear at once.
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
# Keys: hashes of pages. ARGV: for each, the number of pages, then their fields. All pages disappear at once; returns how many did.
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
# Keys: hashes of pages. ARGV: for each, the number of pages, then field, expected bytes and new bytes of each. Compare-and-set;
# returns how many pages were replaced.
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
# Keys: a hash of addresses. ARGV: an address, the document to hold it (8 bytes) and its version. Returns the previous holder and
# its version, if any.
MOVE = """
local before = redis.call('HGET', KEYS[1], ARGV[1])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ARGV[3])
return before
"""
# Keys: a hash of addresses. ARGV: addresses, each with a document (8 bytes) and its version. The document takes the address unless
# a later version holds it. Returns the previous holder of each and its version, if any.
CONTEST = """
local out = {}
for n = 1, #ARGV, 3 do
  local held = redis.call('HGET', KEYS[1], ARGV[n])
  if not held or string.sub(held, 9) <= ARGV[n + 2] then redis.call('HSET', KEYS[1], ARGV[n], ARGV[n + 1] .. ARGV[n + 2]) end
  out[#out + 1] = held or ''
end
return out
"""
# Keys: a hash of addresses. ARGV: an address, the document that gives it up, and the next holder with its version, empty for none.
# Returns 1 if the document held the address.
LEAVE = """
local held = redis.call('HGET', KEYS[1], ARGV[1])
if not held or string.sub(held, 1, 8) ~= ARGV[2] then return 0 end
if ARGV[3] == '' then return redis.call('HDEL', KEYS[1], ARGV[1]) end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
"""
# exchanged(width): compare-and-set on hash fields. ARGV: groups of `width` values (field, new, expected, …). Returns 1 or 0 for each.
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
# Keys: a hash of entries. ARGV: documents, each with its new entry and the expected one (empty: none). Returns 1 or 0 for each.
CLAIM = (
    _EXCHANGED
    + """
return exchanged(3)
"""
)
# Keys: a hash of entries. ARGV: documents, each with its entry as held, its entry as claimed, and its number of quotations.
# Marks those that are still claimed as held, and counts them. Returns 1 or 0 for each.
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
# Keys: a hash of entries. ARGV: a document, and how many documents and quotations to subtract. Returns 1 if it was there.
RELEASE = """
local gone = redis.call('HDEL', KEYS[1], ARGV[1])
if gone == 1 then
  redis.call('HINCRBY', KEYS[1], 'd', -ARGV[2])
  redis.call('HINCRBY', KEYS[1], 'q', -ARGV[3])
  if redis.call('HLEN', KEYS[1]) == 2 then redis.call('DEL', KEYS[1]) end
end
return gone
"""
# Keys: the counts. ARGV: the time (seconds since 1970), then names and increments. Deletes counts that reach 0. Returns the revision.
COUNT = """
for n = 2, #ARGV, 2 do
  if redis.call('HINCRBY', KEYS[1], ARGV[n], ARGV[n + 1]) == 0 then redis.call('HDEL', KEYS[1], ARGV[n]) end
end
redis.call('HSET', KEYS[1], 'written', ARGV[1])
return redis.call('HINCRBY', KEYS[1], 'revision', 1)
"""
# Keys: the counts. ARGV: documents and quotations as they were read, their right values, then names and values of the other counts.
# Writes all unless documents or quotations have changed meanwhile; returns 1 or 0.
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
    """Register the scripts with every server."""
    for script in DIGESTS:
        client.script_load(script)


def call(script: str, keys: list[str], *arguments: str | bytes | int) -> tuple[str | bytes | int, ...]:
    """Return the command that runs a script. Raises redis.exceptions.NoScriptError, when sent, on a server without it."""
    return ("EVALSHA", DIGESTS[script], len(keys), *keys, *arguments)
