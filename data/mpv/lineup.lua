-- SPDX-License-Identifier: LGPL-2.1-or-later
--
-- A menu of the channels, movies and series that lineupd knows, within mpv.
--
-- Ctrl+l opens it (script-binding lineup/menu). Typing searches; Enter opens a category or a series, and
-- plays everything else; Left goes back, Esc closes. What is asked for is asked of lineupctl, which asks
-- lineupd over D-Bus. A stream's address comes through a pipe and stays within mpv: it has a password in
-- it. While something plays, a lease keeps lineupd from syncing its account. lineupctl play starts mpv with
-- the menu open, for what it is told to show.
--
-- Options (script-opts/lineup.conf): see below.

local mp = require "mp"
local utils = require "mp.utils"
local assdraw = require "mp.assdraw"

-- One that is installed for mpv, and one that lineupctl names, would be two menus.
if mp.get_script_name():match("^lineup%d+$") then
    return
end

local options = {
    lineupctl = "lineupctl", -- the program, with its path if need be
    limit = 200,             -- results of a search, items of a page
    lines = 16,              -- rows on the screen
    font_size = 36,          -- of 720 rows of pixels
    open = "",               -- what to begin with: menu, or the episodes of ACCOUNT/series/ID
    search = "",             -- what to begin with: what is found for this
}
require "mp.options".read_options(options, "lineup")

local KINDS = { { "channels", "Channels" }, { "movies", "Movies" }, { "series", "Series" } }

-- The menu. A page has a title, rows and the row that is chosen; Left goes back to the one below it.
local overlay = mp.create_osd_overlay("ass-events")
local pages = {}
local typed = ""
local request     -- what is being asked for; an answer to anything older comes too late
local wanted = 0  -- how often Enter was pressed before there were rows
local is_open = false
local play_next   -- an address is on its way: what it is for
local lease       -- the process that holds it

local render

local function page()
    return pages[#pages]
end

-- What lineupctl says of nothing found.
local NOT_FOUND = 3

--- Decodes what lineupctl prints, a value a line; nil if it is something else.
local function decode(text)
    local values = {}
    for line in text:gmatch("[^\n]+") do
        local value = utils.parse_json(line)
        if value == nil then
            return nil
        end
        values[#values + 1] = value
    end
    return values
end

--- What went wrong, in lineupctl's own words.
local function explain(text)
    local report = utils.parse_json(text)
    return report and report.message or "lineupctl failed"
end

--- Runs lineupctl. `done` gets the values that it printed, or nil and why.
local function ask(arguments, done)
    local command = { options.lineupctl, "--json" }
    for _, argument in ipairs(arguments) do
        command[#command + 1] = argument
    end
    return mp.command_native_async({
        name = "subprocess",
        args = command,
        playback_only = false,
        capture_stdout = true,
        capture_stderr = true,
    }, function(success, result)
        if not success or result.status < 0 then
            done(nil, options.lineupctl .. " can't be run")
        elseif result.status == NOT_FOUND then
            done({})
        elseif result.status ~= 0 then
            done(nil, explain(result.stderr))
        else
            local values = decode(result.stdout)
            done(values, values == nil and "lineupctl was not understood" or nil)
        end
    end)
end

local function forget_request()
    if request then
        mp.abort_async_command(request)
        request = nil
    end
end

--- Asks for the rows of a page; what was asked for before is of no interest any more.
local function load(target, arguments, make_rows)
    forget_request()
    target.note = "…"
    local own
    own = ask(arguments, function(reply, why)
        if request ~= own then
            return
        end
        request = nil
        target.note = why
        target.rows = reply and make_rows(reply) or {}
        target.chosen = math.min(target.chosen, math.max(#target.rows, 1))
        if reply and #target.rows == 0 then
            target.note = "nothing found"
        end
        render()
        if wanted > 0 and target.rows[1] then
            wanted = wanted - 1
            target.rows[1].enter()
        end
    end)
    request = own
    render()
end

local function push(title)
    pages[#pages + 1] = { title = title, rows = {}, chosen = 1 }
    return page()
end

local function reference(item)
    return item.account .. "/" .. item.kind .. "/" .. string.format("%d", item.id)
end

-- What a row says beside the name.
local function describe(item)
    local words = {}
    if item.year then
        words[#words + 1] = string.format("%d", item.year)
    end
    if item.kind == "series" then
        words[#words + 1] = "series"
    elseif item.kind == "channels" then
        words[#words + 1] = "channel"
    end
    return table.concat(words, ", ")
end

local play, open_series

local function make_item_rows(items)
    local rows = {}
    for _, item in ipairs(items) do
        rows[#rows + 1] = {
            name = item.name,
            detail = describe(item),
            enter = function()
                if item.kind == "series" then
                    open_series(item)
                else
                    play(item)
                end
            end,
        }
    end
    return rows
end

function open_series(item)
    local target = push(item.name or "")
    load(target, { "show", reference(item) }, function(replies)
        local rows = {}
        local details = replies[1] or {}
        target.title = details.name or target.title
        for _, episode in ipairs(details.episodes or {}) do
            local number = string.format("%dx%02d", episode.season or 0, episode.number or 0)
            rows[#rows + 1] = {
                name = number .. "  " .. (episode.title or ""),
                detail = "",
                enter = function()
                    play({
                        account = item.account,
                        kind = "episodes",
                        id = episode.id,
                        name = target.title .. " " .. number,
                    })
                end,
            }
        end
        return rows
    end)
end

local function open_category(account, kind, category)
    load(push(category.name),
        { "browse", kind, "--account", account, "--category", category.id,
          "--limit", tostring(options.limit) },
        make_item_rows)
end

local function open_kind(account, kind, title)
    load(push(title), { "browse", kind, "--account", account, "--categories" }, function(categories)
        local rows = {}
        for _, category in ipairs(categories) do
            rows[#rows + 1] = {
                name = category.name,
                detail = category.items and string.format("%d", category.items) or "",
                enter = function() open_category(account, kind, category) end,
            }
        end
        return rows
    end)
end

local function open_root()
    pages = {}
    load(push("lineup"), { "list" }, function(accounts)
        local rows = {}
        for _, account in ipairs(accounts) do
            for _, kind in ipairs(KINDS) do
                rows[#rows + 1] = {
                    name = kind[2],
                    detail = #accounts > 1 and account.Name or "",
                    enter = function() open_kind(account.Id, kind[1], kind[2]) end,
                }
            end
        end
        return rows
    end)
end

--- What was typed has changed: search, from the start.
local function search()
    wanted = 0
    if typed == "" then
        open_root()
        return
    end
    pages = {}
    load(push("lineup"), { "search", "--limit", tostring(options.limit), "--", typed }, make_item_rows)
end

-- Text, never markup of ASS: a word joiner parts a backslash from what it might mean.
local function escape(text)
    text = text:gsub("[%c]", " ")
    return (text:gsub("\\", "\\\226\129\160"):gsub("{", "\\{"))
end

function render()
    if not is_open then
        overlay:remove()
        return
    end
    local ass = assdraw.ass_new()
    local current = page()
    local height = math.max(1, options.lines)
    local first = math.max(1, math.min(current.chosen - math.floor(height / 2), #current.rows - height + 1))

    ass:new_event()
    ass:pos(30, 20)
    ass:append(string.format("{\\an7\\fs%d\\bord2\\q2}", options.font_size))
    ass:append("{\\b1}" .. escape(current.title) .. "{\\b0}  " .. escape(typed) .. "_\\N")
    for i = first, math.min(first + height - 1, #current.rows) do
        local row = current.rows[i]
        ass:append(i == current.chosen and "{\\1c&H00FFFF&}" or "{\\1c&HFFFFFF&}")
        ass:append(escape(row.name) .. "{\\1c&HA0A0A0&}  " .. escape(row.detail) .. "\\N")
    end
    if current.note then
        ass:append("{\\1c&HA0A0A0&}" .. escape(current.note))
    end
    overlay.res_x = 1280
    overlay.res_y = 720
    overlay.data = ass.text
    overlay:update()
end

local function drop_lease()
    if lease then
        mp.abort_async_command(lease)
        lease = nil
    end
end

--- A lease ends with the process that holds it, and that one when mpv does.
local function take_lease(item)
    drop_lease()
    lease = mp.command_native_async({
        name = "subprocess",
        args = { options.lineupctl, "inhibit", "--account", item.account, "--who", "mpv",
                 "--why", "Playing", "--pid", tostring(utils.getpid()) },
        playback_only = false,
        capture_stdout = true,
    }, function() end)
end

local close

function play(item)
    local title = item.name
    play_next = item
    close()
    mp.osd_message(title)
    ask({ "url", reference(item) }, function(replies, why)
        if play_next ~= item then
            return
        end
        local reply = replies and replies[1]
        if not reply then
            play_next = nil
            mp.osd_message(why or "It is not there any more", 5)
            return
        end
        -- The title is what mpv shows in place of the address.
        mp.command_native({
            name = "loadfile",
            url = reply.url,
            flags = "replace",
            options = { ["force-media-title"] = title },
        })
    end)
end

mp.register_event("start-file", function()
    if play_next then
        take_lease(play_next)
        play_next = nil
    end
end)

mp.register_event("end-file", drop_lease)
mp.register_event("shutdown", drop_lease)

local function move(by)
    local current = page()
    current.chosen = math.max(1, math.min(#current.rows, current.chosen + by))
    render()
end

--- Whoever types fast means the first row, once it is there.
local function enter()
    local row = page().rows[page().chosen]
    if row then
        row.enter()
    else
        wanted = wanted + (request and 1 or 0)
    end
end

local function back()
    wanted = 0
    if #pages > 1 then
        pages[#pages] = nil
        forget_request()
        render()
    else
        close()
    end
end

local function type_text(event)
    if event.key_text and event.event ~= "up" and event.key_text ~= "" then
        typed = typed .. event.key_text
        search()
    end
end

--- Takes the last character away, all bytes of it.
local function erase()
    if typed ~= "" then
        typed = typed:gsub("[^\128-\191][\128-\191]*$", "")
        search()
    end
end

local bindings = {
    { "any_unicode", type_text, { repeatable = true, complex = true } },
    { "ESC", function() close() end },
    { "ENTER", enter },
    { "KP_ENTER", enter },
    { "RIGHT", enter },
    { "LEFT", back },
    { "UP", function() move(-1) end, { repeatable = true } },
    { "DOWN", function() move(1) end, { repeatable = true } },
    { "PGUP", function() move(-options.lines) end, { repeatable = true } },
    { "PGDWN", function() move(options.lines) end, { repeatable = true } },
    { "HOME", function() move(-math.huge) end },
    { "END", function() move(math.huge) end },
    { "BS", erase, { repeatable = true } },
    { "Ctrl+u", function() typed = "" search() end },
}

function close()
    if not is_open then
        return
    end
    is_open = false
    wanted = 0
    forget_request()
    for i in ipairs(bindings) do
        mp.remove_key_binding("lineup-" .. i)
    end
    render()
end

local function show()
    is_open = true
    for i, binding in ipairs(bindings) do
        mp.add_forced_key_binding(binding[1], "lineup-" .. i, binding[2], binding[3])
    end
end

local function open()
    if is_open then
        close()
        return
    end
    typed = ""
    show()
    open_root()
end

local function begin()
    local account, id = options.open:match("^([%w_]+)/series/(%d+)$")
    if options.search ~= "" then
        typed = options.search
        show()
        search()
    elseif account then
        show()
        pages = {}
        open_series({ account = account, kind = "series", id = tonumber(id) })
    elseif options.open ~= "" then
        open()
    end
end

mp.add_key_binding("Ctrl+l", "menu", open)
begin()
