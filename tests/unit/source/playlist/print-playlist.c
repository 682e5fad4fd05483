/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Prints what a playlist says: a line for each entry, with tabs between its address, its title, its
 * groups, its id, its name and its picture, what to call oneself there, and from where to come. */

#include "lineup-entry-address.h"
#include "lineup-m3u-decoder.h"

#include <stdio.h>

static void
print (LineupM3uText text)
{
  printf ("%.*s\t", (int)text.length, text.data != NULL ? text.data : "");
}

static void
print_entry (const LineupM3uEntry *entry)
{
  LineupEntryPath path;
  g_autoptr (LineupStreamAddress) address = NULL;
  const char *user_agent = NULL;
  const char *referrer = NULL;

  lineup_entry_path_parse (&path, entry->address);
  address = lineup_entry_address_make (entry, &path, g_strdup (""));
  print (path.address);
  print (entry->title);
  for (gsize i = 0; i < entry->n_groups; i++)
    printf ("%s%.*s", i > 0 ? ";" : "", (int)entry->groups[i].length, entry->groups[i].data);
  printf ("\t");
  print (entry->values[LINEUP_M3U_TVG_ID]);
  print (entry->values[LINEUP_M3U_TVG_NAME]);
  print (entry->values[LINEUP_M3U_LOGO]);
  user_agent = lineup_stream_address_get_header (address, LINEUP_STREAM_USER_AGENT);
  referrer = lineup_stream_address_get_header (address, "Referer");
  printf ("%s\t%s\n", user_agent != NULL ? user_agent : "", referrer != NULL ? referrer : "");
}

int
main (int argc, char *argv[])
{
  g_autofree char *list = NULL;
  gsize length = 0;
  g_autoptr (LineupM3uSplitter) splitter = lineup_m3u_splitter_new ();
  g_autoptr (LineupM3uDecoder) decoder = lineup_m3u_decoder_new (NULL);
  LineupM3uState state = LINEUP_M3U_MORE;
  LineupM3uElement element;

  if (argc != 2 || !g_file_get_contents (argv[1], &list, &length, NULL))
    {
      g_printerr ("usage: print-playlist FILE\n");
      return 2;
    }
  lineup_m3u_splitter_push (splitter, list, length);
  while ((state = lineup_m3u_splitter_next (splitter, &element, NULL)) == LINEUP_M3U_ELEMENT
         || state == LINEUP_M3U_MORE)
    {
      LineupM3uEntry entry;

      if (state == LINEUP_M3U_MORE)
        {
          lineup_m3u_splitter_end (splitter);
          continue;
        }
      lineup_m3u_decoder_decode (decoder, &element, &entry);
      print_entry (&entry);
    }
  return state == LINEUP_M3U_ERROR ? 1 : 0;
}
