/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-m3u-splitter.h"

G_BEGIN_DECLS

/**
 * LineupM3uKey:
 * @LINEUP_M3U_TVG_ID: id of the channel in a guide
 * @LINEUP_M3U_TVG_NAME: name of the channel in a guide
 * @LINEUP_M3U_LOGO: address of its picture
 * @LINEUP_M3U_NUMBER: its channel number
 * @LINEUP_M3U_SHIFT: hours by which its guide is off
 * @LINEUP_M3U_RADIO: whether it is a radio station
 * @LINEUP_M3U_TYPE: its kind
 * @LINEUP_M3U_PANEL_ID: its id where it comes from
 * @LINEUP_M3U_MEDIA: whether it is a file, as Kodi says
 * @LINEUP_M3U_CATCHUP: how its past is asked for
 * @LINEUP_M3U_CATCHUP_SOURCE: the template for that
 * @LINEUP_M3U_CATCHUP_DAYS: how much of its past there is
 * @LINEUP_M3U_CATCHUP_CORRECTION: hours by which its clock is off
 * @LINEUP_M3U_CATCHUP_ID: of what it shows
 * @LINEUP_M3U_RECORD_DAYS: how much of its past there is, as players in TV sets call it
 * @LINEUP_M3U_USER_AGENT: what to call ourselves there
 *
 * What an entry can say of itself, once at most. What is not here is ignored.
 */
typedef enum
{
  LINEUP_M3U_TVG_ID,
  LINEUP_M3U_TVG_NAME,
  LINEUP_M3U_LOGO,
  LINEUP_M3U_NUMBER,
  LINEUP_M3U_SHIFT,
  LINEUP_M3U_RADIO,
  LINEUP_M3U_TYPE,
  LINEUP_M3U_PANEL_ID,
  LINEUP_M3U_MEDIA,
  LINEUP_M3U_CATCHUP,
  LINEUP_M3U_CATCHUP_SOURCE,
  LINEUP_M3U_CATCHUP_DAYS,
  LINEUP_M3U_CATCHUP_CORRECTION,
  LINEUP_M3U_CATCHUP_ID,
  LINEUP_M3U_RECORD_DAYS,
  LINEUP_M3U_USER_AGENT,
} LineupM3uKey;

#define LINEUP_N_M3U_KEYS (LINEUP_M3U_USER_AGENT + 1)

/* Number of groups and options of an entry that are taken. */
#define LINEUP_M3U_MAX_GROUPS  32
#define LINEUP_M3U_MAX_OPTIONS 64

/**
 * LineupM3uOptionType:
 * @LINEUP_M3U_OPTION_PLAYER: of `#EXTVLCOPT`: a key and its value
 * @LINEUP_M3U_OPTION_PROPERTY: of `#KODIPROP`: a key and its value
 * @LINEUP_M3U_OPTION_HEADERS: of `#EXTHTTP`: an object of headers, without a key
 */
typedef enum
{
  LINEUP_M3U_OPTION_PLAYER,
  LINEUP_M3U_OPTION_PROPERTY,
  LINEUP_M3U_OPTION_HEADERS,
} LineupM3uOptionType;

/**
 * LineupM3uOption:
 * @type: where it stood
 * @key: its name
 * @value: what it is set to, without quotes
 */
typedef struct
{
  LineupM3uOptionType type;
  LineupM3uText key;
  LineupM3uText value;
} LineupM3uOption;

/**
 * LineupM3uEntry:
 * @title: what a person calls it; not empty unless the address is nothing but slashes
 * @address: where it is, as it was written, with what may follow behind a `|`
 * @duration: seconds, or anything else: hardly anybody knows what it is for
 * @is_file: whether a tag says that it is no live stream
 * @values: by #LineupM3uKey: what it, or the list's header, says of itself; %NULL if nothing
 * @groups: (array length=n_groups): names of the groups that it is in, not empty
 * @n_groups: how many they are
 * @has_carried_group: whether its one group was named by an earlier entry, for all that follow: it
 *   counts in lists alone of which no entry has a `group-title`
 * @options: (array length=n_options): in their order, those of the list first
 * @n_options: how many they are
 *
 * One entry of a list. A view in UTF-8; it stays until the decoder is asked for the next.
 */
typedef struct
{
  LineupM3uText title;
  LineupM3uText address;
  double duration;
  gboolean is_file;
  LineupM3uText values[LINEUP_N_M3U_KEYS];
  LineupM3uText groups[LINEUP_M3U_MAX_GROUPS];
  gsize n_groups;
  gboolean has_carried_group;
  LineupM3uOption options[LINEUP_M3U_MAX_OPTIONS];
  gsize n_options;
} LineupM3uEntry;

/**
 * LineupM3uDecoder:
 *
 * Tells what the entries of one list say, one after the other. A line that is no UTF-8 is in the
 * encoding that a person has named, else in Latin-1.
 *
 * Facts: m3u-wire-format, section 2.
 */
typedef struct _LineupM3uDecoder LineupM3uDecoder;

/**
 * lineup_m3u_decoder_new:
 * @encoding: (nullable): iconv's name of the encoding of what is no UTF-8
 *
 * Returns: (transfer full): a decoder
 */
LineupM3uDecoder *lineup_m3u_decoder_new (const char *encoding);

/**
 * lineup_m3u_decoder_free:
 * @self: (transfer full): a decoder
 */
void lineup_m3u_decoder_free (LineupM3uDecoder *self);

/**
 * lineup_m3u_decoder_set_header:
 * @self: a decoder that has not decoded anything
 * @header: of lineup_m3u_splitter_get_header()
 *
 * What a list says holds for all its entries that say nothing else.
 */
void lineup_m3u_decoder_set_header (LineupM3uDecoder *self, LineupM3uText header);

/**
 * lineup_m3u_decoder_decode:
 * @self: a decoder
 * @element: the next entry; has to outlive @entry
 * @entry: (out caller-allocates): what it says
 */
void lineup_m3u_decoder_decode (LineupM3uDecoder *self,
                                const LineupM3uElement *element,
                                LineupM3uEntry *entry);

/* Number of guides that a list can name. */
#define LINEUP_M3U_MAX_GUIDES 128

/**
 * lineup_m3u_decoder_get_guides:
 *
 * Returns: (transfer none) (array zero-terminated=1): http and https addresses of guides that the
 *   header and the entries so far have named, each once; they may hold secrets
 */
const char *const *lineup_m3u_decoder_get_guides (LineupM3uDecoder *self);

/**
 * lineup_m3u_decoder_has_group_titles:
 *
 * Returns: whether an entry so far has a `group-title`, so that groups that were carried on don't
 *   count
 */
gboolean lineup_m3u_decoder_has_group_titles (LineupM3uDecoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupM3uDecoder, lineup_m3u_decoder_free)

G_END_DECLS
