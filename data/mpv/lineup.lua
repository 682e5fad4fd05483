-- SPDX-License-Identifier: LGPL-2.1-or-later
--
-- A menu of the channels, movies and series that lineupd knows, and of what is on, within mpv.
--
-- Ctrl+l opens it (script-binding lineup/menu). Typing searches; Enter opens a category or a series, and
-- plays everything else; Right on a channel opens its guide, where Enter plays what is on, and what was on
-- where the channel keeps it; Left goes back, Esc closes. What is asked for is asked of lineupctl, which asks
-- lineupd over D-Bus. It is told how far something was played, for all players to go on there, and what is
-- played goes on where it was left, after asking. A stream's address comes through a pipe and stays within mpv: it has a password in
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
    adult = false,           -- whether what is for adults is shown, too
    open = "",               -- what to begin with: menu, or the episodes of ACCOUNT/series/ID
    search = "",             -- what to begin with: what is found for this
    resume = "ask",          -- where it was left: ask, yes to go on there, no to begin anew
    playing = "",            -- what mpv was started with, as ACCOUNT/KIND/ID
    position = 0,            -- and where that was left, in seconds
}
require "mp.options".read_options(options, "lineup")

-- What of a person's own comes first, by what lineupctl calls it.
local OWN = { { "continue", "Continue" }, { "favourite", "Favourites" } }

local KINDS = { { "channels", "Channels" }, { "movies", "Movies" }, { "series", "Series" } }

-- The menu. A page has a title, rows and the row that is chosen; Left goes back to the one below it.
local overlay = mp.create_osd_overlay("ass-events")
overlay.z = 2000  -- above mpv's own
local ruler = mp.create_osd_overlay("ass-events")
ruler.hidden = true
ruler.compute_bounds = true
local pages = {}
local typed = ""
local request     -- what is being asked for; an answer to anything older comes too late
local wanted = 0  -- how often Enter was pressed before there were rows
local is_open = false
local play_next   -- an address is on its way: what it is for
local lease       -- the process that holds it
local on_close    -- what ends with the page that is shown
local old_title   -- of the window, while it is the menu's
local playing     -- what plays, of what lineupd knows

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

--- Leaves out what others may not want to see over one's shoulder, as the desktop's search does.
local function filter(arguments)
    if not options.adult then
        table.insert(arguments, 2, "--no-adult")
    end
    return arguments
end

local function forget_request()
    if request then
        mp.abort_async_command(request)
        request = nil
    end
end

--- Asks for the rows of a page, and does what is to be done `after` they are there. What was asked for before is
--- of no interest any more.
local function load(target, arguments, make_rows, after)
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
        if after then
            after(target)
        end
        if wanted > 0 and target.rows[1] then
            wanted = wanted - 1
            target.rows[target.chosen].enter()
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
    local words = { item.account, item.kind, string.format("%d", item.id) }
    if item.programme then
        words[#words + 1] = string.format("%d", item.programme)
    end
    return table.concat(words, "/")
end

-- Seconds of a day, and of an hour.
local DAY = 24 * 3600
local HOUR = 3600

-- What is on.

local function is_on(programme)
    local now = os.time()
    return programme.start <= now and now < programme["end"]
end

local function name_programme(programme)
    local subtitle = programme.subtitle
    return programme.title .. (subtitle and subtitle ~= "" and " – " .. subtitle or "")
end

--- How far it is, or when it begins.
local function describe_time(programme)
    if is_on(programme) then
        local part = (os.time() - programme.start) / (programme["end"] - programme.start)
        return string.format("%d %%", math.floor(part * 100))
    end
    local is_soon = math.abs(programme.start - os.time()) < DAY / 2
    return os.date(is_soon and "%H:%M" or "%a %H:%M", programme.start)
end

--- What a row says of what is on at a channel, or comes next; nothing if that is not known.
local function describe_now(channel)
    local programme = (channel.programmes or {})[1]
    return programme and name_programme(programme) .. "  " .. describe_time(programme)
end

--- A time within a film.
local function format_position(seconds)
    return string.format("%d:%02d:%02d", math.floor(seconds / HOUR), math.floor(seconds % HOUR / 60),
                         math.floor(seconds % 60))
end

--- How far a person got; nothing if that is not known.
local function describe_progress(item)
    if item.watched then
        return "watched"
    elseif (item.resume or 0) > 0 and (item.length or 0) > 0 then
        return string.format("%d %%", math.floor(100 * item.resume / item.length))
    elseif (item.resume or 0) > 0 then
        return format_position(item.resume)
    end
end

-- What a row says beside the name.
local function describe(item)
    local words = { item.favourite and "★" or nil }
    local progress = describe_progress(item)
    if progress then
        words[#words + 1] = progress
    end
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

local play, open_series, open_channel

--- Plays a programme where that can be: what is on by its channel, what is past if it is kept.
local function play_programme(item, programme)
    if is_on(programme) then
        play(item)
    elseif programme.archived then
        play({
            account = item.account,
            kind = "channels",
            id = item.id,
            programme = programme.id,
            name = name_programme(programme),
        })
    else
        page().note = programme.start > os.time() and "not on yet" or "can't be played any more"
        render()
    end
end

local function make_item_row(item)
    local row = { name = item.name, detail = describe(item), item = item }
    if item.kind == "series" then
        row.enter = function() open_series(item) end
    else
        row.enter = function() play(item) end
    end
    if item.kind == "channels" then
        row.detail = describe_now(item) or row.detail
        row.right = function() open_channel(item) end
    end
    return row
end

local function number_episode(episode)
    return string.format("%dx%02d", episode.season or 0, episode.number or 0)
end

local function make_episode_row(series, episode, name)
    return {
        name = name,
        detail = describe_progress(episode) or "",
        enter = function()
            play({
                account = series.account,
                kind = "episodes",
                id = episode.id,
                name = series.name .. " " .. number_episode(episode),
            })
        end,
    }
end

--- A row of what is a person's own: of a series, the episode that is meant.
local function make_own_row(item)
    if item.episode then
        return make_episode_row(item, item.episode, table.concat(
            { item.name, number_episode(item.episode), item.episode.title }, "  "))
    end
    return make_item_row(item)
end

--- A row of a programme that a search has found.
local function make_hit_row(hit)
    local channel = { account = hit.account, kind = "channels", id = hit.channel, name = hit["channel-name"] or "" }
    return {
        name = name_programme(hit),
        detail = channel.name .. "  " .. describe_time(hit),
        enter = function() play_programme(channel, hit) end,
        right = function() open_channel(channel) end,
    }
end

local function make_item_rows(items)
    local rows = {}
    for _, item in ipairs(items) do
        rows[#rows + 1] = item.kind == "programmes" and make_hit_row(item) or make_item_row(item)
    end
    return rows
end

--- Has the rows of channels say what is on there, once that is known.
local function fill_in(target)
    local rows = {}
    local words = { "now", "--fields", "subtitle", "--" }
    for _, row in ipairs(target.rows) do
        if row.item and row.item.kind == "channels" then
            rows[reference(row.item)] = row
            words[#words + 1] = reference(row.item)
        end
    end
    if next(rows) == nil then
        return
    end
    ask(words, function(channels)
        for _, channel in ipairs(channels or {}) do
            local row = rows[reference(channel)]
            row.detail = describe_now(channel) or row.detail
        end
        render()
    end)
end

--- What was on at a channel as far as it keeps it, what is on, and what comes.
function open_channel(item)
    local target = push(item.name or "")
    local days = item["archive-days"] or 1
    load(target, { "guide", reference(item), "--at", string.format("%d", os.time() - days * DAY),
                   "--hours", string.format("%d", (days + 1) * DAY / HOUR), "--fields", "subtitle",
                   "--fields", "archived" }, function(channels)
        local rows = {}
        for _, programme in ipairs(channels[1] and channels[1].programmes or {}) do
            if programme.start <= os.time() then
                target.chosen = #rows + 1
            end
            rows[#rows + 1] = {
                name = os.date("%a %H:%M", programme.start) .. "  " .. name_programme(programme),
                detail = is_on(programme) and describe_time(programme) or programme.archived and "catch-up" or "",
                enter = function() play_programme(item, programme) end,
            }
        end
        return rows
    end)
end

function open_series(item)
    local target = push(item.name or "")
    load(target, { "show", reference(item) }, function(replies)
        local rows = {}
        local details = replies[1] or {}
        target.title = details.name or target.title
        for _, episode in ipairs(details.episodes or {}) do
            rows[#rows + 1] = make_episode_row(
                { account = item.account, name = target.title }, episode,
                number_episode(episode) .. "  " .. (episode.title or ""))
        end
        return rows
    end)
end

local function open_category(account, kind, category)
    local words = { "browse", kind }
    if kind == "channels" then
        words = { "now", "--fields", "subtitle" }
    end
    for _, word in ipairs({ "--account", account, "--category", category.id,
                            "--limit", tostring(options.limit) }) do
        words[#words + 1] = word
    end
    load(push(category.name), filter(words), make_item_rows)
end

local function open_kind(account, kind, title)
    load(push(title), { "browse", kind, "--account", account, "--categories" }, function(categories)
        local rows = {}
        for _, category in ipairs(categories) do
            if options.adult or not category.adult then
                rows[#rows + 1] = {
                    name = category.name,
                    detail = category.items and string.format("%d", category.items) or "",
                    enter = function() open_category(account, kind, category) end,
                }
            end
        end
        return rows
    end)
end

--- What is a person's own, of all accounts.
local function open_own(command, title)
    load(push(title), { command, "--limit", tostring(options.limit) }, function(items)
        local rows = {}
        for _, item in ipairs(items) do
            if options.adult or not item.adult then
                rows[#rows + 1] = make_own_row(item)
            end
        end
        return rows
    end)
end

local function open_root()
    pages = {}
    load(push("lineup"), { "list" }, function(accounts)
        local rows = {}
        for _, own in ipairs(#accounts > 0 and OWN or {}) do
            rows[#rows + 1] = { name = own[2], detail = "", enter = function() open_own(own[1], own[2]) end }
        end
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
    load(push("lineup"), filter({ "search", "--limit", tostring(options.limit), "--", typed }),
        make_item_rows, fill_in)
end

-- Text, never markup of ASS: a word joiner parts a backslash from what it might mean.
local function escape(text)
    text = text:gsub("[%c]", " ")
    return (text:gsub("\\", "\\\226\129\160"):gsub("{", "\\{"))
end

-- Rows of pixels, of which the options count, and what is left free at each side.
local HEIGHT = 720
local MARGIN = 30

-- Columns of as many pixels: windows have any shape.
local function get_width()
    local width, height = mp.get_osd_size()
    return width and width > 0 and height > 0 and HEIGHT * width / height or 1280
end

local CHARACTER = "[^\128-\191][\128-\191]*"

--- How many columns a text takes. Without a screen mpv does not know.
local function measure(text)
    ruler.res_x, ruler.res_y = get_width(), HEIGHT
    ruler.data = string.format("{\\an7\\pos(0,0)\\fs%d\\bord0\\shad0\\q2}", options.font_size) .. escape(text)
    local bounds = ruler:update()
    if bounds and bounds.x1 and bounds.x1 > bounds.x0 then
        return bounds.x1 - bounds.x0
    end
    local _, count = text:gsub(CHARACTER, "")
    return count * options.font_size / 2
end

-- What was fitted before: most of it stays as one moves about.
local fitted, n_fitted = {}, 0

--- A text that takes at most so many columns, with an ellipsis for what does not fit.
local function fit(text, room)
    local key = room .. " " .. text
    if not fitted[key] then
        local characters = {}
        for character in text:gmatch(CHARACTER) do
            characters[#characters + 1] = character
        end
        -- None is wider than it is high.
        local low, high = 0, #characters
        if high * options.font_size > room and measure(text) > room then
            while low < high - 1 do
                local middle = math.floor((low + high) / 2)
                if measure(table.concat(characters, "", 1, middle) .. "…") <= room then
                    low = middle
                else
                    high = middle
                end
            end
            text = table.concat(characters, "", 1, low):gsub("%s+$", "") .. "…"
        end
        if n_fitted > 1000 then
            fitted, n_fitted = {}, 0
        end
        fitted[key], n_fitted = text, n_fitted + 1
    end
    return fitted[key]
end

--- The end of what was typed, which is where one types.
local function fit_end(text, room)
    while measure(text) > room do
        text = "…" .. text:gsub("^…?" .. CHARACTER, "", 1)
    end
    return text
end

-- A film may be seen behind the menu, but nothing of what mpv says while it has none.
local function draw_background(ass, width)
    ass:new_event()
    ass:pos(0, 0)
    ass:append(string.format("{\\an7\\bord0\\shad0\\1c&H000000&\\1a&H%s&}",
                             mp.get_property_native("idle-active") and "00" or "60"))
    ass:draw_start()
    ass:rect_cw(0, 0, width, HEIGHT)
    ass:draw_stop()
end

local function draw_row(ass, row, is_chosen, room)
    local detail = fit(row.detail, room / 3)
    local gap = detail ~= "" and options.font_size / 2 or 0
    local name = fit(row.name, room - gap - (detail ~= "" and measure(detail) or 0))

    ass:append(is_chosen and "{\\1c&H00FFFF&}" or "{\\1c&HFFFFFF&}")
    ass:append(escape(name) .. "{\\1c&HA0A0A0&}" .. (detail ~= "" and "\\h\\h" .. escape(detail) or "") .. "\\N")
end

function render()
    if not is_open then
        overlay:remove()
        return
    end
    local ass = assdraw.ass_new()
    local current = page()
    local width = get_width()
    local room = width - 2 * MARGIN
    local height = math.max(1, options.lines)
    local first = math.max(1, math.min(current.chosen - math.floor(height / 2), #current.rows - height + 1))

    draw_background(ass, width)
    ass:new_event()
    ass:pos(MARGIN, 20)
    ass:append(string.format("{\\an7\\fs%d\\bord2\\q2}", options.font_size))
    ass:append("{\\b1}" .. escape(fit(current.title, room * 0.45)) .. "{\\b0}\\h\\h"
               .. escape(fit_end(typed, room * 0.45)) .. "_\\N")
    for i = first, math.min(first + height - 1, #current.rows) do
        draw_row(ass, current.rows[i], i == current.chosen, room)
    end
    if current.note then
        ass:append("{\\1c&HA0A0A0&}" .. escape(fit(current.note, room)))
    end
    overlay.res_x = width
    overlay.res_y = HEIGHT
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

-- What belongs to the stream that comes next. As options of loadfile, headers would be parted at commas.
local next_headers

mp.add_hook("on_load", 20, function()
    if next_headers then
        mp.set_property_native("file-local-options/http-header-fields", next_headers)
        next_headers = nil
    end
end)

-- RFC 9110, section 5.6.2.
local TOKEN = "^[%w!#$%%&'*+.^_`|~-]+$"

--- The headers for which mpv has no option. None goes on in another line.
local function list_headers(reply)
    local headers = {}
    for name, value in pairs(reply.headers or {}) do
        local lower = name:lower()
        if lower ~= "user-agent" and lower ~= "referer" and name:match(TOKEN) and not value:find("%c") then
            headers[#headers + 1] = name .. ": " .. value
        end
    end
    return headers
end

local function load_stream(reply, title)
    -- The title is what mpv shows in place of the address.
    local of_file = { ["force-media-title"] = title }
    for option, value in pairs({ ["user-agent"] = reply["user-agent"], referrer = reply.referrer }) do
        if not value:find("%c") then
            of_file[option] = value
        end
    end
    next_headers = list_headers(reply)
    mp.command_native({ name = "loadfile", url = reply.url, flags = "replace", options = of_file })
end

function play(item)
    play_next = item
    close()
    mp.osd_message(item.name)
    ask({ "url", reference(item) }, function(replies, why)
        if play_next ~= item then
            return
        end
        local reply = replies and replies[1]
        if reply then
            item.position = reply.resume
            load_stream(reply, reply.title or item.name)
        else
            play_next = nil
            mp.osd_message(why or "It is not there any more", 5)
        end
    end)
end

-- Seconds between two reports, and from where on there is something to report.
local REPORT_INTERVAL = 15
local REPORT_FROM = 30

local reported  -- how far lineupd knows it was played

--- Tells lineupd how far it is. The last word may be said when mpv ends, so nobody waits for an answer.
local function report()
    local position = playing and mp.get_property_number("time-pos")
    local is_live = playing and playing.kind == "channels" and not playing.programme
    if not position or position < REPORT_FROM or math.floor(position) == reported then
        return
    end
    -- Of what is live it only matters that it was played.
    if is_live and reported then
        return
    end
    reported = math.floor(position)
    mp.command_native_async({
        name = "subprocess",
        args = { options.lineupctl, "watched", reference(playing),
                 "--position", string.format("%d", position),
                 "--length", string.format("%d", is_live and 0 or mp.get_property_number("duration") or 0) },
        playback_only = false,
        detach = true,
    }, function() end)
end

mp.add_periodic_timer(REPORT_INTERVAL, report)
mp.add_hook("on_unload", 20, report)

local function go_on(position)
    mp.commandv("seek", position, "absolute")
end

mp.register_event("start-file", function()
    playing, reported = nil, nil
    if play_next then
        playing = play_next
        take_lease(play_next)
        play_next = nil
    elseif options.playing ~= "" then
        local account, kind, id, programme = options.playing:match("^([%w_]+)/(%l+)/(%d+)/?(%d*)$")
        if account then
            playing = { account = account, kind = kind, id = tonumber(id), programme = tonumber(programme),
                        position = options.position }
        end
        options.playing = ""
    end
end)

mp.register_event("end-file", function()
    playing = nil
    drop_lease()
end)
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

--- Channels have more to show; elsewhere it goes on as Enter does.
local function go_right()
    local row = page().rows[page().chosen]
    if row and row.right then
        row.right()
    else
        enter()
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
    { "RIGHT", go_right },
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
    mp.set_property("title", old_title)
    for i in ipairs(bindings) do
        mp.remove_key_binding("lineup-" .. i)
    end
    render()
    if on_close then
        on_close()
        on_close = nil
    end
end

local function show()
    is_open = true
    old_title = mp.get_property("title")
    mp.set_property("title", "lineup")
    for i, binding in ipairs(bindings) do
        mp.add_forced_key_binding(binding[1], "lineup-" .. i, binding[2], binding[3])
    end
end

--- Asks whether to go on where it was left. What was begun waits meanwhile.
local function ask_to_resume(position)
    local of_file = playing
    mp.set_property_native("pause", true)
    local function answer(is_wanted)
        close()
        if playing == of_file and is_wanted then
            go_on(position)
        end
    end
    close()
    pages = {}
    typed = ""
    local target = push(mp.get_property("media-title") or "")
    target.rows = {
        { name = "Go on at " .. format_position(position), detail = "", enter = function() answer(true) end },
        { name = "From the beginning", detail = "", enter = function() answer(false) end },
    }
    show()
    -- However the menu is closed.
    on_close = function() mp.set_property_native("pause", false) end
    render()
end

mp.register_event("file-loaded", function()
    local position = playing and tonumber(playing.position) or 0
    if position < REPORT_FROM or options.resume == "no" then
        return
    elseif options.resume == "yes" then
        go_on(position)
    else
        ask_to_resume(position)
    end
end)

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

local function render_again()
    if is_open and page() then
        render()
    end
end

mp.observe_property("osd-dimensions", "native", render_again)
mp.observe_property("idle-active", "bool", render_again)
mp.add_key_binding("Ctrl+l", "menu", open)
begin()
