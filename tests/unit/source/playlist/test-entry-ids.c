/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Ids outlive a rename or another token, wherever the entry stands then; no two are the same, and
 * no entry is left without. */

#include "lineup-entry-ids.h"

#include <string.h>

/* Lists at random, and entries of each. */
#define N_LISTS   60
#define N_ENTRIES 400

/* What an address looks like. */
typedef enum
{
  LOOK_PANEL,
  LOOK_PANEL_ID,
  LOOK_TOKEN_IN_PATH,
  LOOK_TOKEN_IN_QUERY,
  LOOK_SAME_ADDRESS,
  N_LOOKS,
} Look;

/* What is the case with a stream, by which a test knows it again. */
typedef struct
{
  guint number;
  guint title;
  guint group;
  gboolean renamed;
} Stream;

typedef struct
{
  GArray *streams;       /* (owned) */
  LineupEntryKeys *keys; /* (owned) */
  guint64 common;
  gint64 *ids; /* (owned) */
} List;

static void
list_free (List *list)
{
  g_array_unref (list->streams);
  g_free (list->keys);
  g_free (list->ids);
  g_free (list);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (List, list_free)

static char *
make_entry (const Stream *stream, Look look, guint token)
{
  g_autofree char *address = NULL;
  g_autofree char *panel_id = NULL;

  if (look == LOOK_PANEL)
    address = g_strdup_printf ("http://h%u/live/user/pass%u/%u.ts", token, token, stream->number);
  else if (look == LOOK_TOKEN_IN_PATH)
    address = g_strdup_printf ("http://h/%u/channel-%u/index.m3u8", token, stream->number);
  else if (look == LOOK_TOKEN_IN_QUERY)
    address = g_strdup_printf ("http://h/c%u.m3u8?x=1&token=%u", stream->number, token);
  else
    address = g_strdup_printf ("http://h/play?token=%u-%u", stream->number, token);
  if (look == LOOK_PANEL_ID)
    panel_id = g_strdup_printf (" xui-id=%u", stream->number);
  return g_strdup_printf ("#EXTINF:-1%s group-title=\"G%u\",Title %u%s\n%s\n",
                          panel_id != NULL ? panel_id : "",
                          stream->group,
                          stream->title,
                          stream->renamed ? " HD" : "",
                          address);
}

static void
make_keys (List *list, Look look, guint token)
{
  g_autoptr (GString) text = g_string_new ("#EXTM3U\n");
  g_autoptr (LineupM3uSplitter) splitter = lineup_m3u_splitter_new ();
  g_autoptr (LineupM3uDecoder) decoder = lineup_m3u_decoder_new (NULL);
  g_autoptr (LineupEntryKeyMaker) maker = lineup_entry_key_maker_new ();
  LineupM3uElement element;
  gsize n = 0;

  for (guint i = 0; i < list->streams->len; i++)
    {
      g_autofree char *entry = make_entry (&g_array_index (list->streams, Stream, i), look, token);

      g_string_append (text, entry);
    }
  list->keys = g_new0 (LineupEntryKeys, list->streams->len);
  list->ids = g_new0 (gint64, list->streams->len);
  lineup_m3u_splitter_push (splitter, text->str, text->len);
  while (lineup_m3u_splitter_next (splitter, &element, NULL) == LINEUP_M3U_ELEMENT)
    {
      LineupM3uEntry entry;
      LineupEntryPath path;

      lineup_m3u_decoder_decode (decoder, &element, &entry);
      lineup_entry_path_parse (&path, entry.address);
      lineup_entry_key_maker_add (maker, LINEUP_ENTRY_CHANNEL, &entry, &path, &list->keys[n++]);
    }
  g_assert_cmpuint (n, ==, list->streams->len);
  list->common = lineup_entry_key_maker_get_common (maker);
}

static List *
make_list (GArray *streams, Look look, guint token, const List *before)
{
  List *list = g_new0 (List, 1);
  LineupKeyedEntries known = { 0 };
  LineupKeyedEntries entries = { .n = streams->len };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  list->streams = g_array_copy (streams);
  make_keys (list, look, token);
  if (before != NULL)
    known = (LineupKeyedEntries){ before->keys, before->streams->len, before->common };
  entries.keys = list->keys;
  entries.common = list->common;
  lineup_entry_ids_assign (&known, before != NULL ? before->ids : NULL, &entries, list->ids);
  for (guint i = 0; i < list->streams->len; i++)
    {
      g_assert_cmpint (list->ids[i], >=, 1);
      g_assert_cmpint (list->ids[i], <=, LINEUP_ENTRY_MAX_ID);
      g_assert_true (g_hash_table_add (seen, &list->ids[i]));
    }
  return list;
}

static GArray *
make_streams (GRand *rand)
{
  GArray *streams = g_array_new (FALSE, FALSE, sizeof (Stream));

  for (guint i = 0; i < N_ENTRIES; i++)
    {
      const Stream stream
          = { .number = i + 1, .title = i, .group = (guint)g_rand_int_range (rand, 0, 9) };

      g_array_append_val (streams, stream);
    }
  return streams;
}

static void
shuffle (GArray *streams, GRand *rand)
{
  for (guint i = streams->len; i > 1; i--)
    {
      const guint k = (guint)g_rand_int_range (rand, 0, (gint32)i);
      const Stream other = g_array_index (streams, Stream, k);

      g_array_index (streams, Stream, k) = g_array_index (streams, Stream, i - 1);
      g_array_index (streams, Stream, i - 1) = other;
    }
}

static gint64
find_id (const List *list, guint number)
{
  for (guint i = 0; i < list->streams->len; i++)
    {
      if (g_array_index (list->streams, Stream, i).number == number)
        return list->ids[i];
    }
  return 0;
}

/* All that are in both have their ids. */
static void
assert_same (const List *before, const List *after)
{
  for (guint i = 0; i < after->streams->len; i++)
    {
      const guint number = g_array_index (after->streams, Stream, i).number;
      const gint64 id = find_id (before, number);

      if (id != 0)
        g_assert_cmpint (after->ids[i], ==, id);
    }
}

/* A list changes in one way, and in the order of its entries, and some come and go. */
static void
test_survive (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (22);

  for (guint run = 0; run < N_LISTS; run++)
    {
      const Look look = (Look)(run % N_LOOKS);
      g_autoptr (GArray) streams = make_streams (rand);
      g_autoptr (List) first = make_list (streams, look, 1, NULL);
      g_autoptr (List) again = make_list (streams, look, 1, NULL);
      g_autoptr (List) unchanged = make_list (streams, look, 1, first);
      g_autoptr (List) renamed = NULL;
      g_autoptr (List) retokened = NULL;
      const Stream added = { .number = N_ENTRIES + 1, .title = N_ENTRIES + 1 };

      assert_same (first, again);
      assert_same (first, unchanged);

      shuffle (streams, rand);
      g_array_remove_range (streams, 10, 5);
      g_array_insert_val (streams, 100, added);
      retokened = make_list (streams, look, 2, first);
      assert_same (first, retokened);

      /* Where nothing but the name tells one from another, it is another one with another name. */
      if (look == LOOK_SAME_ADDRESS)
        continue;
      for (guint i = 0; i < streams->len; i++)
        g_array_index (streams, Stream, i).renamed = g_rand_boolean (rand);
      shuffle (streams, rand);
      renamed = make_list (streams, look, 2, retokened);
      assert_same (retokened, renamed);
    }
}

/* Twice the same entry, or the same address under two names: both stay, also where others come
 * before them. */
static void
test_equal (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint look = 0; look < N_LOOKS; look++)
    {
      g_autoptr (GArray) streams = make_streams (rand);
      g_autoptr (List) first = NULL;
      g_autoptr (List) second = NULL;
      const guint n = streams->len;

      g_array_append_vals (streams, streams->data, 50);
      for (guint i = 0; i < 20; i++)
        g_array_index (streams, Stream, n + i).title += 5000;
      first = make_list (streams, (Look)look, 1, NULL);
      g_array_remove_range (streams, 60, 5);
      second = make_list (streams, (Look)look, 1, first);
      for (guint i = 0; i < second->streams->len; i++)
        g_assert_cmpint (second->ids[i], ==, first->ids[i < 60 ? i : i + 5]);
    }
}

/* Two hashes that come to the same id. */
static void
test_collision (void)
{
  const guint64 max = (guint64)LINEUP_ENTRY_MAX_ID;
  const LineupKeyedEntries nothing = { 0 };
  const LineupEntryKeys keys[] = {
    { { 7, 0, 1, 1 } },
    { { 7 + max, 0, 2, 2 } },
    { { 7 + 2 * max, 0, 3, 3 } },
    { { 7, 0, 4, 4 } },
  };
  const LineupKeyedEntries all = { .keys = keys, .n = 4 };
  const LineupKeyedEntries two = { .keys = keys, .n = 2 };
  const LineupKeyedEntries known = { .keys = &keys[1], .n = 1 };
  const gint64 known_id = 8;
  gint64 ids[4];

  lineup_entry_ids_assign (&nothing, NULL, &all, ids);
  g_assert_cmpint (ids[0], ==, 8);
  for (guint i = 0; i < 4; i++)
    {
      for (guint k = 0; k < i; k++)
        g_assert_cmpint (ids[i], !=, ids[k]);
    }
  /* Whoever was first keeps it. */
  lineup_entry_ids_assign (&known, &known_id, &two, ids);
  g_assert_cmpint (ids[1], ==, 8);
  g_assert_cmpint (ids[0], !=, 8);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entry-ids/survive", test_survive);
  g_test_add_func ("/entry-ids/equal", test_equal);
  g_test_add_func ("/entry-ids/collision", test_collision);

  return g_test_run ();
}
