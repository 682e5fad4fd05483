/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Makes of each entry of a playlist all that can be made of it. What a player is given is an
 * address of a scheme that is allowed, and headers that are one line each. */

#include "lineup-catch-up.h"
#include "lineup-entry-address.h"
#include "lineup-entry-keys.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_text (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p++)
    g_assert_true ((guchar)*p >= ' ' && *p != 0x7f);
}

static void
check_table (GHashTable *table)
{
  GHashTableIter iter;
  gpointer name = NULL;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      check_text (name);
      check_text (value);
    }
}

static void
check_address (const LineupM3uEntry *entry, const LineupEntryPath *path, const char *address)
{
  LineupEntryPath whole;
  g_autoptr (LineupStreamAddress) made = NULL;
  char *url = NULL;

  lineup_entry_path_parse (&whole, (LineupM3uText){ address, strlen (address) });
  url = lineup_entry_address_resolve (&whole, "http://h/list.m3u");
  if (url == NULL)
    return;
  made = lineup_entry_address_make (entry, path, url);
  check_text (made->url);
  g_assert_null (strchr (made->url, ' '));
  lineup_entry_path_parse (&whole, (LineupM3uText){ made->url, strlen (made->url) });
  g_assert_true (lineup_entry_address_is_allowed (&whole, FALSE));
  check_table (made->headers);
  check_table (made->properties);
}

static void
check_entry (const LineupM3uEntry *entry, LineupEntryKeyMaker *maker, GTimeZone *zone)
{
  const LineupCatchUpTime time = { .start = 1000, .end = 5000, .now = 9000, .zone = zone };
  LineupEntryPath path;
  LineupEpisodeMark mark;
  LineupEntryKeys keys;
  g_autofree char *address = NULL;
  g_autofree char *past = NULL;
  LineupEntryKind kind = LINEUP_ENTRY_CHANNEL;

  lineup_entry_path_parse (&path, entry->address);
  kind = lineup_entry_kind_find (entry, &path, &mark);
  if (kind == LINEUP_ENTRY_EPISODE)
    {
      g_assert_true (g_utf8_validate_len (mark.before.data, mark.before.length, NULL)
                     || memchr (mark.before.data, '\0', mark.before.length) != NULL);
      g_assert_true (g_utf8_validate_len (mark.after.data, mark.after.length, NULL)
                     || memchr (mark.after.data, '\0', mark.after.length) != NULL);
    }
  lineup_entry_key_maker_add (maker, kind, entry, &path, &keys);
  g_assert_cmpuint (keys.hashes[LINEUP_ENTRY_KEY_NAME], !=, 0);
  if (!lineup_entry_address_is_allowed (&path, TRUE))
    return;
  address = g_strndup (path.address.data, path.address.length);
  check_address (entry, &path, address);
  past = lineup_catch_up_make_address (entry, &path, &time, NULL);
  if (past == NULL)
    return;
  g_assert_cmpstr (past, !=, address);
  check_address (entry, &path, past);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize size)
{
  g_autoptr (LineupM3uSplitter) splitter = lineup_m3u_splitter_new ();
  g_autoptr (LineupM3uDecoder) decoder = lineup_m3u_decoder_new (NULL);
  g_autoptr (LineupEntryKeyMaker) maker = lineup_entry_key_maker_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  LineupM3uElement element;
  gboolean has_header = FALSE;

  lineup_m3u_splitter_push (splitter, (const char *)bytes, size);
  while (lineup_m3u_splitter_next (splitter, &element, NULL) == LINEUP_M3U_ELEMENT)
    {
      LineupM3uEntry entry;

      if (!has_header)
        lineup_m3u_decoder_set_header (decoder, lineup_m3u_splitter_get_header (splitter));
      has_header = TRUE;
      lineup_m3u_decoder_decode (decoder, &element, &entry);
      check_entry (&entry, maker, zone);
    }
  return 0;
}
